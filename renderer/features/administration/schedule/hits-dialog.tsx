import type { Decision, HitAppointment, HitDecision } from '@onthaal/contract/store/administration.ts';
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
  const { startsAt, product, name = t('hits.nobody'), channel, why, proposal } = hit;
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
          {proposal === undefined ? ` · ${t('hits.noProposal')}` : ''}
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

/** Which appointments a change hits, before it is saved: what becomes of each. Nothing is cancelled. */
export function HitsDialog({ hits, onDecided }: HitsShown) {
  const t = useText();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [count, setCount] = useState(shownAtOnce);
  const canAll = (how: HitDecision, { proposal }: HitAppointment) => how !== 'move' || proposal !== undefined;
  const all = (how: HitDecision) =>
    setChosen(new Map(hits.map((hit) => [hit.appointmentId, canAll(how, hit) ? how : 'leave'])));
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size="large"
      title={t('hits.title', { count: hits.length })}
      onClose={() => onDecided(undefined)}
      actions={
        <>
          <Button variant="primary" keyAction="save" onPress={() => onDecided(decisionsOf(hits, chosen))}>
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
        {hits.length > 1 && (
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
