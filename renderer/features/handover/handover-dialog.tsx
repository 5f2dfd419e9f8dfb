import type { HandoverDraft } from '@onthaal/contract/store/tasks.ts';
import { useEffect, useMemo, useState } from 'react';
import { v7 } from 'uuid';
import { useHandoverDraftQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../dossier/dialogs/form-dialog.tsx';
import { useDialogCommand } from '../dossier/dialogs/use-dialog-command.ts';
import { type Draft, useDraft } from '../interaction/use-draft.ts';
import { type FormErrors, useFormErrors } from '../interaction/use-form-errors.ts';
import { keepNotes } from '../visit/notepad-keeper.ts';
import { formOf, type HandoverForm, type HandoverSubject, taskOf } from './handover-form.ts';
import { type HandoverWhom, WhomFields } from './whom-fields.tsx';
import '../person/person-forms.css';
import './handover.css';

interface FieldsProps {
  readonly draft: Draft<HandoverForm>;
  readonly found: HandoverDraft;
  readonly errors: FormErrors;
}

/** What it is about: not chosen here, so that it is seen before it goes. */
function About({ found: { personName, dossierNumber } }: { readonly found: HandoverDraft }) {
  const t = useText();
  const about = [personName, dossierNumber && t('handover.dossier', { number: dossierNumber })].filter(Boolean);
  return <p className="muted">{about.length === 0 ? t('handover.aboutNobody') : about.join(' · ')}</p>;
}

function Fields({ draft, found, errors }: FieldsProps) {
  const t = useText();
  const { values, set } = draft;
  const { proposal } = found;
  const help =
    proposal !== undefined && values.teamId === proposal.teamId
      ? t(`handover.why.${proposal.why}`, { because: proposal.because })
      : undefined;
  return (
    <>
      <About found={found} />
      <TextField
        label={t('handover.asked')}
        isRequired
        autoFocus={values.title === ''}
        value={values.title}
        onChange={(title) => set({ title })}
        error={errors.title}
        maxLength={300}
      />
      <TextArea
        label={t('handover.text')}
        isRequired={false}
        autoFocus={values.title !== ''}
        value={values.text}
        onChange={(text) => set({ text })}
        maxLength={20_000}
        rows={3}
      />
      <WhomFields values={values} set={(whom: HandoverWhom) => set(whom)} error={errors.teamId} help={help} />
      <div className="handover-pair">
        <TextField
          label={t('handover.promised')}
          isRequired={false}
          value={values.promised}
          onChange={(promised) => set({ promised })}
          maxLength={2000}
        />
        <DateField
          label={t('handover.dueOn')}
          isRequired={false}
          value={values.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
        <TextField
          label={t('handover.checked')}
          isRequired={false}
          value={values.checked}
          onChange={(checked) => set({ checked })}
          maxLength={2000}
        />
        <TextField
          label={t('handover.citizenMayKnow')}
          isRequired={false}
          value={values.citizenMayKnow}
          onChange={(citizenMayKnow) => set({ citizenMayKnow })}
          maxLength={2000}
        />
      </div>
    </>
  );
}

interface HandoverDialogProps {
  readonly subject: HandoverSubject;
  readonly onClose: () => void;
}

function Form({ subject, found, onClose }: HandoverDialogProps & { readonly found: HandoverDraft }) {
  const t = useText();
  const initial = useMemo(() => formOf(found), [found]);
  // Made once, so that saving twice hands over once.
  const [id] = useState(() => v7());
  const key = found.questionId ?? subject.visitId ?? found.dossierId ?? found.personId ?? '';
  const draft = useDraft(`handover:${key}`, initial);
  const { values } = draft;
  const required = t('field.required');
  const { errors, form, attempt } = useFormErrors({
    ...(values.title.trim() === '' ? { title: required } : {}),
    ...(values.teamId === '' ? { teamId: required } : {}),
  });
  const command = useDialogCommand('createTask', draft, onClose);
  const save = () => {
    if (attempt()) void command.save(taskOf(id, values, found, subject));
  };
  return (
    <FormDialog
      title={t('handover.title')}
      saveLabel={t('handover.send')}
      size="large"
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      <Fields draft={draft} found={found} errors={errors} />
    </FormDialog>
  );
}

/** Hands a question over to a team or somebody in it. */
export function HandoverDialog(props: HandoverDialogProps) {
  const { visitId, dossierId, personId } = props.subject;
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    // What was typed a moment ago is part of the draft.
    void keepNotes().then(() => setKept(true));
  }, []);
  const asked = {
    ...(visitId === undefined ? {} : { visitId }),
    ...(dossierId === undefined ? {} : { dossierId }),
    ...(personId === undefined ? {} : { personId }),
  };
  const { data: found } = useHandoverDraftQuery(asked, { skip: !isKept, refetchOnMountOrArgChange: true });
  return found === undefined ? null : <Form {...props} found={found} />;
}
