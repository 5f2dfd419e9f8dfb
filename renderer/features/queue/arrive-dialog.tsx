import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { GivenTicket } from './given-ticket.tsx';
import { useQueueBoard } from './use-queue.ts';

/** Who needs help first: who cannot stand long, or comes with small children. */
const priorities = { usual: 3, first: 7 } as const;
type Priority = keyof typeof priorities;

function useArrival(desk: ReferenceOf<'desk'>) {
  const locations = useReferences('location');
  const [productCode, setProductCode] = useState('');
  const [priority, setPriority] = useState<Priority>('usual');
  const [isTried, setTried] = useState(false);
  const [id] = useState(() => v7());
  const [isGiven, setGiven] = useState(false);
  const [write, { isPending }] = useCommand('registerVisit');
  const board = useQueueBoard();
  const { data: sync } = useSyncStatusQuery({});
  const location = locations.find(({ data }) => data.building === desk.data.building);
  const save = async () => {
    setTried(true);
    if (productCode === '' || location === undefined) return;
    const visit = { id, locationId: location.id, productCodes: [productCode], priority: priorities[priority] };
    // Nobody else can hear of who comes in without a line: this desk may call them itself.
    const own = sync?.phase === 'offline' ? { reserveForDeskId: desk.id } : {};
    setGiven((await write({ ...visit, ...own })).ok);
  };
  const given = isGiven ? board?.waiting.find((visit) => visit.id === id) : undefined;
  return { productCode, setProductCode, priority, setPriority, isTried, isPending, save, given };
}

/** Gives somebody who comes in a ticket, and says its number. */
export function ArriveDialog(props: { readonly desk: ReferenceOf<'desk'>; readonly onClose: () => void }) {
  const t = useText();
  const { desk, onClose } = props;
  const products = useReferences('product');
  const arrival = useArrival(desk);
  const { given } = arrival;
  const actions = given ? (
    <Button variant="primary" keyAction="save" autoFocus onPress={onClose}>
      {t('action.close')}
    </Button>
  ) : (
    <>
      <Button variant="primary" keyAction="save" isPending={arrival.isPending} onPress={() => void arrival.save()}>
        {t('queue.giveTicket')}
      </Button>
      <Button onPress={onClose}>{t('action.cancel')}</Button>
    </>
  );
  return (
    <Dialog isOpen keepOpenOutside title={t('queue.arrive')} onClose={onClose} actions={actions}>
      {given ? (
        <GivenTicket visit={given} />
      ) : (
        <div className="stack">
          <ComboBoxField
            label={t('queue.comesFor')}
            isRequired
            autoFocus
            options={products
              .filter(({ active }) => active)
              .map(({ code, name, data }) => ({ id: code, label: name, description: data.theme }))}
            value={arrival.productCode}
            onChange={arrival.setProductCode}
            error={arrival.isTried && arrival.productCode === '' ? t('field.required') : undefined}
          />
          <RadioGroupField
            label={t('queue.priority')}
            options={[
              { id: 'usual', label: t('queue.priority.usual') },
              { id: 'first', label: t('queue.priority.first'), description: t('queue.priority.firstHelp') },
            ]}
            value={arrival.priority}
            onChange={(chosen) => arrival.setPriority(chosen as Priority)}
          />
        </div>
      )}
    </Dialog>
  );
}
