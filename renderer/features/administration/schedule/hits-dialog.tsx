import type {
  Decision,
  GroupHow,
  HitAppointment,
  HitDecision,
  HitGroup,
} from '@onthaal/contract/store/administration.ts';
import { useState } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { useHindranceWords } from '../../planner/hindered/use-hindrance-words.ts';
import type { HitsShown } from './use-hits.ts';
import '../../planner/planner.css';

/** So many stand in the dialog at once; more are a button away. */
const shownAtOnce = 50;

type Chosen = ReadonlyMap<string, HitDecision>;

function HitLine(props: {
  readonly hit: HitAppointment;
  readonly how: HitDecision;
  readonly onChoose: (how: HitDecision) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const words = useHindranceWords();
  const { hit, how, onChoose } = props;
  const { startsAt, product, name = t('hits.nobody'), channel, why, proposal, noProposal, master } = hit;
  const when = formats.dayTime(startsAt);
  const move =
    proposal === undefined
      ? []
      : [
          {
            id: 'move',
            label: proposal === startsAt ? t('hits.moveSame') : t('hits.move', { when: formats.dayTime(proposal) }),
          },
        ];
  return (
    <li className="line hit-line">
      <div className="line-text">
        <p className="line-title">
          <span className="number">{when}</span> · {name}
        </p>
        <p>{product}</p>
        <p className="line-meta">
          {words(why)} · {t(`hits.channel.${channel}`)}
          {noProposal ? ` · ${t(`hits.noProposal.${noProposal}`)}` : ''}
          {master ? ` · ${t(`hits.master.${master}`)}` : ''}
        </p>
      </div>
      <SelectField
        label={t('hits.what', { when })}
        isRequired
        options={[{ id: 'leave', label: t('hits.leave') }, ...move, { id: 'call', label: t('hits.call') }]}
        value={how}
        onChange={(chosen) => onChoose(chosen as HitDecision)}
      />
    </li>
  );
}

function decisionsOf(hits: readonly HitAppointment[], chosen: Chosen): readonly Decision[] {
  return hits.map(({ appointmentId, proposal }) => {
    const how = chosen.get(appointmentId) ?? 'leave';
    return { appointmentId, how, ...(how === 'move' && proposal !== undefined ? { startsAt: proposal } : {}) };
  });
}

interface GroupProps {
  readonly group: HitGroup;
  readonly how: GroupHow;
  readonly onChoose: (how: GroupHow) => void;
}

/** Appointments of a kind that are too many to go through one by one. */
function GroupLine({ group: { product, count }, how, onChoose }: GroupProps) {
  const t = useText();
  return (
    <li className="line hit-line">
      <p className="line-title">{t('hits.group', { product, count })}</p>
      <SelectField
        label={t('hits.groupWhat', { product })}
        isRequired
        options={[
          { id: 'leave', label: t('hits.leave') },
          { id: 'call', label: t('hits.call') },
        ]}
        value={how}
        onChange={(chosen) => onChoose(chosen as GroupHow)}
      />
    </li>
  );
}

function Groups(props: {
  readonly groups: readonly HitGroup[];
  readonly chosen: ReadonlyMap<string, GroupHow>;
  readonly onChoose: (productCode: string, how: GroupHow) => void;
}) {
  const t = useText();
  const { groups, chosen, onChoose } = props;
  if (groups.length === 0) return null;
  return (
    <section className="stack-small" aria-labelledby="hits-groups">
      <h3 id="hits-groups" className="planner-heading">
        {t('hits.groups')}
      </h3>
      <p className="muted">{t('hits.groupsHelp')}</p>
      <ul className="lines">
        {groups.map((group) => (
          <GroupLine
            key={group.productCode}
            group={group}
            how={chosen.get(group.productCode) ?? 'leave'}
            onChoose={(how) => onChoose(group.productCode, how)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Which appointments a change hits, before it is saved: what becomes of each. Nothing is cancelled. */
export function HitsDialog({ told, onDecided }: HitsShown) {
  const t = useText();
  const { hits, groups } = told;
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [byKind, setByKind] = useState<ReadonlyMap<string, GroupHow>>(new Map());
  const [count, setCount] = useState(shownAtOnce);
  const total = groups.reduce((sum, group) => sum + group.count, hits.length);
  const canAll = (how: HitDecision, { proposal }: HitAppointment) => how !== 'move' || proposal !== undefined;
  const all = (how: HitDecision) => {
    setChosen(new Map(hits.map((hit) => [hit.appointmentId, canAll(how, hit) ? how : 'leave'])));
    const others = how === 'call' ? 'call' : 'leave';
    setByKind(new Map(groups.map(({ productCode }) => [productCode, others])));
  };
  const save = () =>
    onDecided({
      told,
      decisions: decisionsOf(hits, chosen),
      groups: groups.map(({ productCode, count: many }) => ({
        ...{ productCode, count: many, how: byKind.get(productCode) ?? 'leave' },
      })),
    });
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size="large"
      title={t('hits.title', { count: total })}
      onClose={() => onDecided(undefined)}
      actions={
        <>
          <Button variant="primary" keyAction="save" onPress={save}>
            {t('hits.save')}
          </Button>
          <Button onPress={() => onDecided(undefined)}>{t('hits.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <Banner tone="caution" live="status" title={t('hits.nothingCancelled')}>
          {t('hits.help')}
        </Banner>
        {total > 1 && (
          // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, not fields of a form
          <div role="group" aria-label={t('hits.all')} className="row">
            <span className="muted">{t('hits.all')}:</span>
            {(['leave', 'move', 'call'] as const).map((how) => (
              <Button key={how} size="small" onPress={() => all(how)}>
                {t(`hits.all.${how}`)}
              </Button>
            ))}
          </div>
        )}
        <Groups
          groups={groups}
          chosen={byKind}
          onChoose={(productCode, how) => setByKind((known) => new Map(known).set(productCode, how))}
        />
        <ul className="lines">
          {hits.slice(0, count).map((hit) => (
            <HitLine
              key={hit.appointmentId}
              hit={hit}
              how={chosen.get(hit.appointmentId) ?? 'leave'}
              onChoose={(how) => setChosen((known) => new Map(known).set(hit.appointmentId, how))}
            />
          ))}
        </ul>
        {hits.length > count && (
          <Button size="small" onPress={() => setCount((known) => known + shownAtOnce)}>
            {t('hits.more', { count: hits.length - count })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
