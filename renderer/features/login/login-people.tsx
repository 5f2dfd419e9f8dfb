import type { WaitingWork } from '@onthaal/contract/session/lock.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { shownPeople } from './shown-people.ts';

interface LoginPeopleProps {
  readonly people: readonly DemoPerson[];
  /** Unsent work on this computer, by member id. */
  readonly waiting: Readonly<Record<string, WaitingWork>>;
  /** Member ids of those who can log in without a line; undefined when everybody can. */
  readonly onlyThese: readonly string[] | undefined;
  readonly busyWith: DemoPerson | undefined;
  readonly onChoose: (person: DemoPerson) => void;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`;
}

/** What this person left unsent here, and since when. */
function Waiting({ work }: { readonly work: WaitingWork | undefined }) {
  const t = useText();
  const formats = useFormats();
  if (!work) return null;
  return (
    <span className="login-waiting">
      {t('login.waiting.own', { count: work.items, since: formats.moment(work.since) })}
    </span>
  );
}

interface PersonWordsProps {
  readonly person: DemoPerson;
  readonly work: WaitingWork | undefined;
  readonly isBusy: boolean;
}

function PersonWords({ person, work, isBusy }: PersonWordsProps) {
  const t = useText();
  return (
    <>
      <span className="login-initials" aria-hidden>
        {initialsOf(person.name)}
      </span>
      <span className="login-words">
        <span className="login-name">{person.name}</span>
        <span className="login-job">{person.jobTitle}</span>
      </span>
      <span className="login-role">
        <span>{t.word('role', person.role)}</span>
        <span className="muted">{person.teamNames.join(', ')}</span>
      </span>
      <Waiting work={work} />
      {isBusy && <span className="button-busy" aria-hidden />}
    </>
  );
}

interface GroupsProps {
  readonly shown: readonly DemoPerson[];
  readonly onlyThese: readonly string[] | undefined;
  readonly children: (person: DemoPerson, index: number) => ReactNode;
}

/** Without a line: who can log in, then who cannot; one list otherwise. */
function Groups({ shown, onlyThese, children }: GroupsProps) {
  const t = useText();
  if (onlyThese === undefined) return shown.map(children);
  const here = shown.filter(({ memberId }) => onlyThese.includes(memberId)).length;
  return [
    { title: t('login.group.here'), first: 0, members: shown.slice(0, here) },
    { title: t('login.group.others'), first: here, members: shown.slice(here) },
  ]
    .filter(({ members }) => members.length > 0)
    .map(({ title, first, members }) => (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
      <div key={title} role="group" aria-label={title}>
        <p className="login-group" aria-hidden>
          {title}
        </p>
        {members.map((person, index) => children(person, first + index))}
      </div>
    ));
}

/** Which of the shown people Enter takes; the arrows move it, and it stays in view. */
function useActive(count: number, listId: string) {
  const [chosen, choose] = useState(0);
  const active = Math.min(chosen, count - 1);
  const move = (key: string): boolean => {
    const next =
      key === 'ArrowDown' ? Math.min(count - 1, active + 1) : key === 'ArrowUp' ? Math.max(0, active - 1) : -1;
    if (next < 0) return false;
    choose(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    return true;
  };
  return { active, choose, move };
}

/** The list of people. Typing narrows it, arrows move, Enter logs in: three keys for who does it every morning. */
export function LoginPeople({ people, waiting, onlyThese, busyWith, onChoose }: LoginPeopleProps) {
  const t = useText();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const shown = useMemo(
    () => shownPeople(people, typed, onlyThese, (role) => t.word('role', role)),
    [people, onlyThese, typed, t],
  );
  const { active, choose, move } = useActive(shown.length, listId);
  const handleKey = (event: KeyboardEvent) => {
    const person = shown[active];
    if (event.key === 'Enter' && person && !busyWith) onChoose(person);
    else if (event.key === 'Escape') setTyped('');
    else if (!move(event.key)) return;
    event.preventDefault();
  };
  return (
    <div className="login-people">
      <input
        className="input login-filter"
        type="text"
        role="combobox"
        aria-label={t('login.filter')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={shown[active] ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={t('login.filter')}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: choosing a name is the one thing that this screen is for
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          choose(0);
        }}
        onKeyDown={handleKey}
      />
      <div id={listId} role="listbox" aria-label={t('login.list')} className="login-list" tabIndex={-1}>
        <Groups shown={shown} onlyThese={onlyThese}>
          {(person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the box, which names this option as active
            <div
              key={person.memberId}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-disabled={busyWith !== undefined}
              tabIndex={-1}
              className={`login-person ${index === active ? 'login-person-active' : ''}`}
              onClick={() => {
                if (busyWith) return;
                choose(index);
                onChoose(person);
              }}
            >
              <PersonWords
                person={person}
                work={waiting[person.memberId]}
                isBusy={busyWith?.memberId === person.memberId}
              />
            </div>
          )}
        </Groups>
      </div>
      {shown.length === 0 && (
        <EmptyState isCompact title={t('login.nobody')}>
          {t('login.nobodyNext')}
        </EmptyState>
      )}
    </div>
  );
}
