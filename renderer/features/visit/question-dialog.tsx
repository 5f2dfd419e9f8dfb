import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
  const actions = (
    <>
      <Button variant="primary" keyAction="save" isPending={isPending} onPress={() => void save()}>
        {t('visit.beginQuestion')}
      </Button>
      <Button onPress={onClose}>{t('action.cancel')}</Button>
    </>
  );
  return (
    <Dialog isOpen keepOpenOutside title={t('visit.newQuestion')} onClose={onClose} actions={actions}>
      <ComboBoxField
        label={t('visit.about')}
        isRequired
        autoFocus
        options={labels}
        value={productCode}
        onChange={setProductCode}
        error={isTried && productCode === '' ? t('field.required') : undefined}
      />
    </Dialog>
  );
}
