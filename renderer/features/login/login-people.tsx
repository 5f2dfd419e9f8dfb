import type { WaitingWork } from '@onthaal/contract/session/lock.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { plainText } from './plain-text.ts';

interface LoginPeopleProps {
  readonly people: readonly DemoPerson[];
  /** Unsent work on this computer, by member id. */
  readonly waiting: Readonly<Record<string, WaitingWork>>;
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

/** The list of people. Typing narrows it, arrows move, Enter logs in: three keys for who does it every morning. */
export function LoginPeople({ people, waiting, busyWith, onChoose }: LoginPeopleProps) {
  const t = useText();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const shown = useMemo(() => {
    const words = plainText(typed).split(/\s+/).filter(Boolean);
    return people.filter((person) => {
      const text = plainText(
        [person.name, person.jobTitle, t.word('role', person.role), ...person.teamNames].join(' '),
      );
      return words.every((word) => text.includes(word));
    });
  }, [people, typed, t]);
  const active = Math.min(chosen, shown.length - 1);
  const handleKey = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const person = shown[active];
    const next: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, active + 1),
      ArrowUp: Math.max(0, active - 1),
    };
    if (event.key === 'Enter' && person && !busyWith) onChoose(person);
    else if (event.key === 'Escape') setTyped('');
    else if (next[event.key] !== undefined) setChosen(next[event.key] ?? 0);
    else return;
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
          setChosen(0);
        }}
        onKeyDown={handleKey}
      />
      <div id={listId} role="listbox" aria-label={t('login.list')} className="login-list" tabIndex={-1}>
        {shown.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the box, which names this option as active
          <div
            key={person.memberId}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            aria-disabled={busyWith !== undefined}
            tabIndex={-1}
            className={`login-person ${index === active ? 'login-person-active' : ''}`}
            onClick={() => !busyWith && onChoose(person)}
          >
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
            <Waiting work={waiting[person.memberId]} />
            {busyWith?.memberId === person.memberId && <span className="button-busy" aria-hidden />}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <EmptyState isCompact title={t('login.nobody')}>
          {t('login.nobodyNext')}
        </EmptyState>
      )}
    </div>
  );
}
