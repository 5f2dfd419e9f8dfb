import { taskKinds } from '@onthaal/contract/entities/contact.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useMemo } from 'react';
import { v7 } from 'uuid';
import { useText } from '../../../i18n/use-text.ts';
import { ComboBoxField } from '../../../ui/combo-box-field.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import '../../person/person-forms.css';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { useMemberOptions, useTeamOptions } from '../use-references.ts';
import { FormDialog } from './form-dialog.tsx';
import { useDialogCommand } from './use-dialog-command.ts';

type Kind = (typeof taskKinds)[number];

interface NewTaskForm {
  /** Made once per draft, so that saving twice makes one task. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly text: string;
  readonly teamId: string;
  readonly memberId: string;
  readonly dueOn: string;
  readonly promised: string;
}

function TaskFields(props: {
  readonly values: NewTaskForm;
  readonly set: (changes: Partial<NewTaskForm>) => void;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { values, set, errors } = props;
  const t = useText();
  const teams = useTeamOptions();
  const members = useMemberOptions(values.teamId);
  return (
    <>
      <RadioGroupField
        label={t('dossier.task.kind')}
        options={taskKinds.map((id) => ({ id, label: t.word('taskKind', id) }))}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as Kind })}
      />
      <TextField
        label={t('dossier.task.title')}
        isRequired
        autoFocus
        value={values.title}
        onChange={(title) => set({ title })}
        error={errors.title}
        maxLength={300}
      />
      <TextArea
        label={t('dossier.task.text')}
        isRequired={false}
        value={values.text}
        onChange={(text) => set({ text })}
        maxLength={20_000}
        rows={3}
      />
      <div className="form-pair">
        <ComboBoxField
          key={`team:${teams.length}`}
          label={t('dossier.team')}
          isRequired
          options={teams}
          value={values.teamId}
          onChange={(teamId) => teamId !== values.teamId && set({ teamId, memberId: '' })}
          error={errors.teamId}
        />
        <ComboBoxField
          key={`member:${values.teamId}:${members.length}`}
          label={t('dossier.task.member')}
          isRequired={false}
          options={members}
          value={values.memberId}
          onChange={(memberId) => set({ memberId })}
        />
        <DateField
          label={t('dossier.task.dueOn')}
          isRequired={false}
          value={values.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
        <TextField
          label={t('dossier.task.promised')}
          isRequired={false}
          value={values.promised}
          onChange={(promised) => set({ promised })}
          maxLength={2000}
        />
      </div>
    </>
  );
}

/** Makes work about a dossier for a team or somebody in it. */
export function NewTaskDialog({ card, onClose }: { readonly card: DossierCard; readonly onClose: () => void }) {
  const t = useText();
  const { id: dossierId, applicantId, teamId } = card.dossier;
  const initial = useMemo<NewTaskForm>(
    () => ({ id: v7(), kind: 'action', title: '', text: '', teamId, memberId: '', dueOn: '', promised: '' }),
    [teamId],
  );
  const draft = useDraft(`task:${dossierId}`, initial);
  const { values, set } = draft;
  const { errors, form, attempt } = useFormErrors({
    ...(values.title.trim() === '' ? { title: t('field.required') } : {}),
    ...(values.teamId === '' ? { teamId: t('field.required') } : {}),
  });
  const command = useDialogCommand('createTask', draft, onClose);
  const save = () => {
    if (!attempt()) return;
    const { text, memberId, dueOn, promised } = values;
    const given = { text: text.trim(), memberId, dueOn, promised: promised.trim() };
    void command.save({
      id: values.id,
      kind: values.kind,
      title: values.title.trim(),
      teamId: values.teamId,
      dossierId,
      personId: applicantId,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    });
  };
  return (
    <FormDialog
      title={t('dossier.newTask')}
      saveLabel={t('dossier.task.save')}
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      <TaskFields values={values} set={set} errors={errors} />
    </FormDialog>
  );
}
