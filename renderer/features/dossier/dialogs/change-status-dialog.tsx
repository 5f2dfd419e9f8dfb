import { type DossierStatus, outcomes } from '@onthaal/contract/entities/dossier.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { Lock } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { inSentence } from '../../conflicts/in-sentence.ts';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { WritingArea } from '../../texts/writing-area.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useDialogCommand } from './use-dialog-command.ts';

interface StatusDialogProps {
  readonly card: DossierCard;
  readonly onClose: () => void;
}

type Outcome = NonNullable<CommandArguments['changeStatus']['outcome']>;
const initial = { status: '' as DossierStatus | '', outcome: '' as Outcome | '', note: '' };
type Next = DossierCard['nextStatuses'][number];

/** The roles that may set a status, as words. */
function useRolesText(card: DossierCard): (status: string) => string {
  const t = useText();
  const formats = useFormats();
  return (status) => {
    const roles = card.type.data.statuses.find((known) => known.status === status)?.roles ?? [];
    return formats.list(roles.map((role) => inSentence(t.word('role', role), t)));
  };
}

function StatusChoice(props: { readonly card: DossierCard; readonly next: Next; readonly autoFocus: boolean }) {
  const { card, next } = props;
  const t = useText();
  const rolesOf = useRolesText(card);
  const known = card.type.data.statuses.find((candidate) => candidate.status === next.status);
  return (
    <Radio value={next.status} className="status-choice" autoFocus={props.autoFocus}>
      <span className="status-choice-mark" aria-hidden />
      <span className="status-choice-text">
        <span className="status-choice-name">
          <StatusBadge status={next.status} label={next.label} />
          {!next.allowed && (
            <span className="status-choice-only">
              <Lock aria-hidden size={14} /> {t('dossier.status.onlyBy', { roles: rolesOf(next.status) })}
            </span>
          )}
        </span>
        {known && <span>{known.citizenMeaning}</span>}
        {known?.actionAskedFromCitizen && <span className="muted"> {known.actionAskedFromCitizen}</span>}
      </span>
    </Radio>
  );
}

function StatusChoices(props: {
  readonly card: DossierCard;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (status: string) => void;
}) {
  const t = useText();
  const { card } = props;
  // Allowed ones first; within those the order of the dossier type.
  const statuses = [...card.nextStatuses].sort((one, other) => Number(other.allowed) - Number(one.allowed));
  return (
    <RadioGroup
      className="field"
      value={props.value || null}
      onChange={props.onChange}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
    >
      <Label className="field-label">{t('dossier.status.next')}</Label>
      <div className="status-choices">
        {statuses.map((next, index) => (
          <StatusChoice key={next.status} card={card} next={next} autoFocus={index === 0} />
        ))}
      </div>
      {props.error && <p className="field-error">{props.error}</p>}
    </RadioGroup>
  );
}

/** Sets the next status. One that this member may not set can still be chosen, with the warning that the centre will refuse it. */
export function ChangeStatusDialog({ card, onClose }: StatusDialogProps) {
  const t = useText();
  const draft = useDraft(`status:${card.dossier.id}`, initial);
  const { values, set } = draft;
  const { errors, form, attempt } = useFormErrors(values.status === '' ? { status: t('dossier.status.pick') } : {});
  const command = useDialogCommand('changeStatus', draft, onClose);
  const chosen = card.nextStatuses.find((next) => next.status === values.status);
  const save = () => {
    if (!attempt() || values.status === '') return;
    const note = values.note.trim();
    void command.save({
      dossierId: card.dossier.id,
      status: values.status,
      ...(values.status === 'decided' && values.outcome !== '' ? { outcome: values.outcome } : {}),
      ...(note === '' ? {} : { note }),
    });
  };
  return (
    <FormDialog
      title={t('dossier.changeStatus')}
      saveLabel={t('dossier.status.save')}
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      {card.nextStatuses.length === 0 ? (
        <EmptyState isCompact title={t('dossier.status.none')} />
      ) : (
        <StatusChoices
          card={card}
          value={values.status}
          error={errors.status}
          onChange={(status) => set({ status: status as DossierStatus })}
        />
      )}
      {chosen && !chosen.allowed && (
        <Banner tone="caution" live="status" title={t('dossier.status.notAllowed')}>
          {t('dossier.status.notAllowedNext')}
        </Banner>
      )}
      {values.status === 'decided' && (
        <SelectField
          label={t('dossier.status.outcome')}
          isRequired={false}
          options={outcomes.map((id) => ({ id, label: t.word('outcome', id) }))}
          value={values.outcome}
          onChange={(outcome) => set({ outcome: outcome as Outcome })}
        />
      )}
      <WritingArea
        subject={{ personId: card.dossier.applicantId, dossierId: card.dossier.id }}
        label={t('dossier.status.note')}
        isRequired={false}
        value={values.note}
        onChange={(note) => set({ note })}
        maxLength={20_000}
        rows={3}
      />
    </FormDialog>
  );
}
