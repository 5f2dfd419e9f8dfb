import { backOfficeSubjects } from '@onthaal/contract/entities/visit.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../../bridge/run-command.ts';
import { useText } from '../../../i18n/use-text.ts';
import { ComboBoxField } from '../../../ui/combo-box-field.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { useReferences } from '../../dossier/use-references.ts';

const ofProduct = 'product:';

/** What a clerk without a visitor is busy with: a subject out of a short list, or a product. */
export function BackOfficeDialog({ deskId, onClose }: { readonly deskId: string; readonly onClose: () => void }) {
  const t = useText();
  const products = useReferences('product');
  const [chosen, setChosen] = useState('');
  const [isTried, setTried] = useState(false);
  const [id] = useState(() => v7());
  const [begin, { isPending }] = useCommand('beginBackOffice');
  const save = async () => {
    setTried(true);
    const subject = backOfficeSubjects.find((known) => known === chosen) ?? 'product';
    const on = chosen.startsWith(ofProduct) ? { productCode: chosen.slice(ofProduct.length) } : {};
    if (chosen !== '' && (await begin({ id, deskId, subject, ...on })).ok) onClose();
  };
  const subjects = backOfficeSubjects.filter((subject) => subject !== 'product');
  return (
    <SaveDialog
      title={t('queue.backOffice.title')}
      saveLabel={t('queue.backOffice.start')}
      isPending={isPending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="stack">
        <p className="muted">{t('queue.backOffice.help')}</p>
        <ComboBoxField
          label={t('queue.backOffice.what')}
          isRequired
          autoFocus
          options={[
            ...subjects.map((subject) => ({ id: subject, label: t.word('backOfficeSubject', subject) })),
            ...products.map(({ code, name }) => ({ id: `${ofProduct}${code}`, label: name })),
          ]}
          value={chosen}
          onChange={setChosen}
          error={isTried && chosen === '' ? t('field.required') : undefined}
        />
      </div>
    </SaveDialog>
  );
}
