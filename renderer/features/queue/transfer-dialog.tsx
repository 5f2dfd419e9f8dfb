import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { useDesk } from './use-queue.ts';
import { useVisitEvent } from './use-visit-event.ts';

/** Sends a visitor on: to another desk, or for something else, whose team then calls. The notepad goes along. */
export function TransferDialog({ visit, onClose }: { readonly visit: VisitRow; readonly onClose: () => void }) {
  const t = useText();
  const { desk, desks } = useDesk();
  const products = useReferences('product');
  const teams = useReferences('team');
  const happens = useVisitEvent();
  const [deskId, setDeskId] = useState('');
  const [productCode, setProductCode] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const isMissing = deskId === '' && productCode === '';
  const save = async () => {
    setTried(true);
    if (isMissing || isPending) return;
    setPending(true);
    const to = {
      ...(deskId === '' ? {} : { waitsForDeskId: deskId }),
      ...(productCode === '' ? {} : { productCodes: [productCode] }),
    };
    await happens(visit, 'transferred', to).finally(() => setPending(false));
    onClose();
  };
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name ?? '';
  return (
    <SaveDialog
      title={t('queue.transferTitle', { ticket: visit.ticket })}
      saveLabel={t('queue.transferNow')}
      isPending={isPending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="stack">
        <p className="muted">{t('queue.transferHelp')}</p>
        <ComboBoxField
          label={t('queue.transferFor')}
          isRequired={false}
          autoFocus
          options={products.map(({ code, name, data }) => ({
            ...{ id: code, label: name, description: teamName(data.teamId) },
          }))}
          value={productCode}
          onChange={setProductCode}
          error={isTried && isMissing ? t('queue.transferMissing') : undefined}
        />
        <ComboBoxField
          label={t('queue.transferDesk')}
          isRequired={false}
          options={desks
            .filter(({ id, data }) => id !== desk?.id && data.building === desk?.data.building)
            .map(({ id, name }) => ({ id, label: name }))}
          value={deskId}
          onChange={setDeskId}
        />
      </div>
    </SaveDialog>
  );
}
