import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useMemo } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Section } from '../../../ui/card.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { QuestionFields } from '../../new-dossier/questions/question-fields.tsx';
import { answerErrors, questionsOf } from '../../new-dossier/questions/questions.ts';
import { AddressFields } from '../../person/address-fields.tsx';
import { isAddressEmpty, missingInAddress } from '../../person/address-form.ts';
import { dossierChanges, type EditDossierForm, editDossierFormOf } from './edit-dossier-form.ts';
import { FormDialog } from './form-dialog.tsx';
import { useDialogCommand } from './use-dialog-command.ts';

interface EditDossierDialogProps {
  readonly card: DossierCard;
  readonly onClose: () => void;
}

function useErrors(values: EditDossierForm, card: DossierCard) {
  const t = useText();
  const questions = useMemo(() => questionsOf(card.type.data.questionSchema), [card.type]);
  const faults = answerErrors(questions, values.answers);
  const needsAddress = card.type.data.addressRequired || card.dossier.address !== undefined;
  const missing = needsAddress || !isAddressEmpty(values.address) ? missingInAddress(values.address) : [];
  const found = {
    ...(values.subject.trim() === '' ? { subject: t('field.required') } : {}),
    ...Object.fromEntries(missing.map((field) => [`address.${field}`, t('field.required')])),
    ...Object.fromEntries(
      Object.entries(faults).map(([name, fault]) => [`answers.${name}`, t(fault.key, fault.values)]),
    ),
  };
  const form = useFormErrors(found);
  const shown = Object.keys(form.errors).length > 0;
  return { ...form, questions, answerFaults: shown ? faults : {} };
}

/** Changes what a dossier says: subject, place, description and the answers of its question set. */
export function EditDossierDialog({ card, onClose }: EditDossierDialogProps) {
  const t = useText();
  const { dossier } = card;
  const initial = useMemo(() => editDossierFormOf(dossier), [dossier]);
  const draft = useDraft<EditDossierForm>(`edit:${dossier.id}`, initial);
  const { values, set } = draft;
  const { errors, form, attempt, questions, answerFaults } = useErrors(values, card);
  const command = useDialogCommand('updateDossier', draft, onClose);
  const save = () => {
    if (!attempt()) return;
    const changes = dossierChanges(values, dossier, questions);
    if (Object.keys(changes).length === 0) command.leave();
    else void command.save({ dossierId: dossier.id, changes });
  };
  return (
    <FormDialog
      size="large"
      title={t('dossier.edit.title')}
      saveLabel={t('dossier.edit.save')}
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('dossier.subject')}
        isRequired
        autoFocus
        value={values.subject}
        onChange={(subject) => set({ subject })}
        error={errors.subject}
        maxLength={300}
      />
      <TextArea
        label={t('dossier.description')}
        isRequired={false}
        value={values.description}
        onChange={(description) => set({ description })}
        maxLength={20_000}
      />
      <AddressFields
        legend={t('dossier.address')}
        value={values.address}
        onChange={(address) => set({ address })}
        errors={errors}
        isRequired={card.type.data.addressRequired}
      />
      {questions.length > 0 && (
        <Section title={t('dossier.answers')}>
          <div className="stack">
            <QuestionFields
              questions={questions}
              answers={values.answers}
              errors={answerFaults}
              onChange={(answers) => set({ answers })}
            />
          </div>
        </Section>
      )}
    </FormDialog>
  );
}
