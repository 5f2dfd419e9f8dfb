import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useMemo } from 'react';
import { useRoutingPreviewQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBoxField } from '../../../ui/combo-box-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { questionsOf } from '../../new-dossier/questions/questions.ts';
import { routingReasons } from '../routing-words.ts';
import { useMemberOptions, useTeamOptions } from '../use-references.ts';
import { FormDialog } from './form-dialog.tsx';
import { useDialogCommand } from './use-dialog-command.ts';

interface AssignDialogProps {
  readonly card: DossierCard;
  readonly onClose: () => void;
}

interface ProposalProps {
  readonly card: DossierCard;
  readonly teamId: string;
  readonly onTake: (teamId: string) => void;
}

/** What the routing rules say of the dossier as it is now, and why. */
function Proposal({ card, teamId, onTake }: ProposalProps) {
  const t = useText();
  const formats = useFormats();
  const { typeCode, address, answers, subject, description } = card.dossier;
  const { data: preview } = useRoutingPreviewQuery({
    typeCode,
    answers,
    text: `${subject}\n${description ?? ''}`.slice(0, 20_000),
    ...(address ? { address } : {}),
  });
  if (!preview) return null;
  const reasons = routingReasons(preview.evidence, questionsOf(card.type.data.questionSchema), card.type.name, t);
  return (
    <Banner
      tone="information"
      title={t('dossier.assign.proposal', { team: preview.teamName })}
      actions={
        preview.teamId !== teamId && (
          <Button size="small" onPress={() => onTake(preview.teamId)}>
            {t('dossier.assign.take')}
          </Button>
        )
      }
    >
      {t('dossier.routing.because', { rule: preview.ruleName, reasons: formats.list(reasons) })}
    </Banner>
  );
}

/** Gives a dossier to a team and perhaps to somebody in it. */
export function AssignDialog({ card, onClose }: AssignDialogProps) {
  const t = useText();
  const { id, teamId, handlerId } = card.dossier;
  const initial = useMemo(() => ({ teamId, handlerId: handlerId ?? '', reason: '' }), [teamId, handlerId]);
  const draft = useDraft(`assign:${id}`, initial);
  const { values, set } = draft;
  const { errors, form, attempt } = useFormErrors(values.teamId === '' ? { teamId: t('field.required') } : {});
  const command = useDialogCommand('assignDossier', draft, onClose);
  const teams = useTeamOptions();
  const members = useMemberOptions(values.teamId);
  const save = () => {
    if (!attempt()) return;
    const reason = values.reason.trim();
    void command.save({
      dossierId: id,
      teamId: values.teamId,
      ...(values.handlerId === '' ? {} : { handlerId: values.handlerId }),
      ...(reason === '' ? {} : { reason }),
    });
  };
  return (
    <FormDialog
      title={t('dossier.assign.title')}
      saveLabel={t('dossier.assign.save')}
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      <Proposal card={card} teamId={values.teamId} onTake={(team) => set({ teamId: team, handlerId: '' })} />
      <ComboBoxField
        key={`team:${teams.length}:${values.teamId}`}
        label={t('dossier.team')}
        isRequired
        options={teams}
        value={values.teamId}
        onChange={(team) => team !== values.teamId && set({ teamId: team, handlerId: '' })}
        error={errors.teamId}
      />
      <ComboBoxField
        key={`handler:${values.teamId}:${members.length}`}
        label={t('dossier.handler')}
        isRequired={false}
        help={t('dossier.assign.handlerHelp')}
        options={members}
        value={values.handlerId}
        onChange={(handler) => set({ handlerId: handler })}
      />
      <TextArea
        label={t('dossier.assign.reason')}
        isRequired={false}
        value={values.reason}
        onChange={(reason) => set({ reason })}
        maxLength={2000}
        rows={2}
      />
    </FormDialog>
  );
}
