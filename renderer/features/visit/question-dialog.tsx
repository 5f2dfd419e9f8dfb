import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { useQuestionLabels } from './use-question-labels.ts';

/** Another question of who is at the desk: what was asked before stops there. */
export function QuestionDialog({ visit, onClose }: { readonly visit: OpenVisit; readonly onClose: () => void }) {
  const t = useText();
  const labels = useQuestionLabels();
  const [productCode, setProductCode] = useState('');
  const [isTried, setTried] = useState(false);
  const [questionId] = useState(() => v7());
  const [begin, { isPending }] = useCommand('beginQuestion');
  const save = async () => {
    setTried(true);
    if (productCode === '') return;
    if ((await begin({ visitId: visit.id, questionId, productCode })).ok) onClose();
  };
  return (
    <SaveDialog
      title={t('visit.newQuestion')}
      saveLabel={t('visit.beginQuestion')}
      isPending={isPending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <ComboBoxField
        label={t('visit.about')}
        isRequired
        autoFocus
        options={labels}
        value={productCode}
        onChange={setProductCode}
        error={isTried && productCode === '' ? t('field.required') : undefined}
      />
    </SaveDialog>
  );
}
