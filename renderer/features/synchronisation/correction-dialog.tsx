import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { skipToken } from '@reduxjs/toolkit/query/react';
import { useMemo } from 'react';
import { useDossierCardQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import type { ChoiceOption } from '../../ui/choice-option.ts';
import { FormDialog } from '../dossier/dialogs/form-dialog.tsx';
import { useDialogCommand } from '../dossier/dialogs/use-dialog-command.ts';
import { useReferences } from '../dossier/use-references.ts';
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { questionsOf } from '../new-dossier/questions/questions.ts';
import { CorrectionField } from './correction-field.tsx';
import { correctedValues, correctionFields } from './correction-fields.ts';
import { syncItemSentence } from './sync-item-words.ts';
import { useValueWords } from './use-value-words.ts';

const nothing: Readonly<Record<string, unknown>> = {};
const noErrors = {};

/** What the dossier of a refused item allows: its next statuses and its questions. */
function useDossierOf(item: SyncItem) {
  const t = useText();
  const { data: card } = useDossierCardQuery(
    item.collection === 'dossiers' ? { dossierId: item.documentId } : skipToken,
  );
  const types = useReferences('dossierType');
  return useMemo(() => {
    const type = card?.type ?? types.find((known) => known.code === item.changes.typeCode);
    const statusOptions: readonly ChoiceOption[] = (card?.nextStatuses ?? []).map((next) => ({
      id: next.status,
      label: next.label,
      ...(next.allowed ? {} : { description: t('synchronisation.statusRefused') }),
    }));
    return { questions: questionsOf(type?.data.questionSchema), statusOptions };
  }, [card, types, item, t]);
}

/** Corrects what the centre refused, and sends it again. */
export function CorrectionDialog({ item, onClose }: { readonly item: SyncItem; readonly onClose: () => void }) {
  const t = useText();
  const { questions, statusOptions } = useDossierOf(item);
  const words = useValueWords(questions)(item.collection);
  const draft = useDraft(`correction:${item.operationId}`, nothing);
  const { form, attempt } = useFormErrors(noErrors);
  const command = useDialogCommand('retrySyncItem', draft, onClose);
  const fields = useMemo(() => correctionFields(item), [item]);
  const atFault = item.error?.field?.split('.')[0];
  const sentence = item.error ? t(`error.${item.error.code}.text`, item.error.details) : t('dossier.rejected.text');
  const save = () => {
    if (!attempt()) return;
    const changes = correctedValues(fields, draft.values);
    void command.save({
      operationId: item.operationId,
      ...(Object.keys(changes).length > 0 ? { changes: { ...changes } } : {}),
    });
  };
  return (
    <FormDialog
      title={t('synchronisation.correct.title')}
      saveLabel={t('synchronisation.correct.save')}
      form={form}
      command={command}
      onSave={save}
      onClose={onClose}
    >
      <p>
        <strong>{item.title}</strong> · {syncItemSentence(item, words)}
      </p>
      <Banner tone="danger" title={sentence}>
        {item.error && t(`error.${item.error.code}.next`, item.error.details)}
      </Banner>
      {fields.map((field) => (
        <CorrectionField
          key={field.name}
          field={field}
          words={words}
          statusOptions={statusOptions}
          value={field.name in draft.values ? draft.values[field.name] : field.value}
          onChange={(value) => draft.set({ [field.name]: value })}
          error={field.name === atFault && !(field.name in draft.values) ? sentence : undefined}
        />
      ))}
    </FormDialog>
  );
}
