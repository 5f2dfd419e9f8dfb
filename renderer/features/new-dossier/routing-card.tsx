import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { CalendarClock, Route, UserCog } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRoutingPreviewQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { routingReasons } from '../dossier/routing-words.ts';
import { useReferenceNames, useReferences, useTeamOptions } from '../dossier/use-references.ts';
import { expectedDueDay } from './new-dossier-form.ts';
import type { Answers, Question } from './questions/questions.ts';
import './routing-card.css';
import { useSettled } from './use-settled.ts';

interface RoutingCardProps {
  readonly type: ReferenceOf<'dossierType'>;
  readonly questions: readonly Question[];
  readonly address: Address | undefined;
  readonly answers: Answers;
  readonly text: string;
  /** The clerk's own choice; empty: that of the rules. */
  readonly teamId: string;
  readonly onTeam: (teamId: string) => void;
}

function useRouting({ type, address, answers, text }: RoutingCardProps) {
  const asked = useSettled(
    { typeCode: type.code, answers: { ...answers }, text: text.slice(0, 20_000), ...(address ? { address } : {}) },
    200,
  );
  return useRoutingPreviewQuery(asked).latest;
}

function Alternatives(props: {
  readonly alternatives: readonly { readonly teamId: string; readonly teamName: string; readonly ruleName: string }[];
  readonly onTeam: (teamId: string) => void;
}) {
  const t = useText();
  if (props.alternatives.length === 0) return null;
  return (
    <div className="stack-small">
      <p className="muted">{t('newDossier.routing.alternatives')}</p>
      <ul className="stack-small">
        {props.alternatives.map((other) => (
          <li key={`${other.teamId}:${other.ruleName}`} className="row">
            <Button size="small" variant="quiet" onPress={() => props.onTeam(other.teamId)}>
              {other.teamName}
            </Button>
            <span className="muted">{other.ruleName}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function TeamChoice({ teamId, onTeam }: Pick<RoutingCardProps, 'teamId' | 'onTeam'>) {
  const t = useText();
  const nameOf = useReferenceNames();
  const teams = useTeamOptions();
  const [isChoosing, setChoosing] = useState(false);
  if (teamId !== '') {
    return (
      <div className="stack-small">
        <p className="routing-own">
          <UserCog aria-hidden size={16} /> {t('newDossier.routing.own', { team: nameOf(teamId) })}
        </p>
        <Button size="small" className="routing-choice" onPress={() => onTeam('')}>
          {t('newDossier.routing.back')}
        </Button>
      </div>
    );
  }
  if (!isChoosing) {
    return (
      <Button size="small" className="routing-choice" onPress={() => setChoosing(true)}>
        {t('newDossier.routing.other')}
      </Button>
    );
  }
  return <ComboBoxField label={t('newDossier.routing.team')} autoFocus options={teams} value="" onChange={onTeam} />;
}

function DueDay({ type }: Pick<RoutingCardProps, 'type'>) {
  const t = useText();
  const formats = useFormats();
  const references = useReferences('calendar');
  const due = useMemo(() => {
    const calendars = references.map((row) => ({ code: row.code, days: row.data.days }));
    return expectedDueDay(type, calendars, dayOf(new Date()));
  }, [type, references]);
  const sentence = due
    ? t('newDossier.due', { day: formats.longDay(due) })
    : t(type.data.termRule ? 'newDossier.dueLater' : 'newDossier.noDue');
  return (
    <p className="routing-line">
      <CalendarClock aria-hidden size={16} className="line-icon" /> <span>{sentence}</span>
    </p>
  );
}

/** Where the dossier will go and why, live while one types; the clerk may decide otherwise. */
export function RoutingCard(props: RoutingCardProps) {
  const t = useText();
  const formats = useFormats();
  const preview = useRouting(props);
  const reasons = preview ? routingReasons(preview.evidence, props.questions, props.type.name, t) : [];
  return (
    <Card title={t('newDossier.routing')}>
      <div className="stack">
        <div className="routing-line" aria-live="polite">
          <Route aria-hidden size={16} className="line-icon" />
          {preview ? (
            <div className={props.teamId === '' ? '' : 'routing-overruled'}>
              <p className="routing-team">{t('newDossier.routing.goesTo', { team: preview.teamName })}</p>
              <p className="muted">
                {t('dossier.routing.because', { rule: preview.ruleName, reasons: formats.list(reasons) })}
              </p>
            </div>
          ) : (
            <p className="muted">{t('newDossier.routing.busy')}</p>
          )}
        </div>
        {props.teamId === '' && <Alternatives alternatives={preview?.alternatives ?? []} onTeam={props.onTeam} />}
        <TeamChoice teamId={props.teamId} onTeam={props.onTeam} />
        <DueDay type={props.type} />
      </div>
    </Card>
  );
}
