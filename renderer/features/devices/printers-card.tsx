import { type PrinterPlace, type PrintKind, printKinds, queueOf } from '@onthaal/contract/devices/printing.ts';
import { Plus, Printer, TestTube, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AddPrinterDialog } from './add-printer-dialog.tsx';
import { useLookAgain } from './health/use-device-health.ts';
import { SecondPrinterDocuments } from './second-printer-documents.tsx';
import { useDeskDevices } from './use-devices.ts';
import { usePrinterWords, useTestPrint } from './use-printer.ts';

type Order = 'first' | 'second';
const orders: readonly Order[] = ['first', 'second'];

interface Slot {
  readonly kind: PrintKind;
  readonly order: Order;
}

interface ChosenPrinterProps {
  readonly slot: Slot;
  readonly place: PrinterPlace;
  readonly onRemove: () => void;
  readonly onDrawer: (hasDrawer: boolean) => void;
}

function ChosenPrinter({ slot, place, onRemove, onDrawer }: ChosenPrinterProps) {
  const t = useText();
  const words = usePrinterWords(slot.kind, slot.order, place);
  const { look, isPending } = useLookAgain();
  const test = useTestPrint(slot.kind, place);
  return (
    <li className="line">
      <Printer className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{place.name}</p>
        <p className="line-meta">
          {t(`devices.printer.${slot.order}`)} ·{' '}
          {queueOf(place.address) === null ? place.address : t('devices.printer.queue')}
        </p>
        <p className="line-meta" role="status">
          {words}
        </p>
        {test.words && (
          <p className="line-meta" role="status">
            {test.words}
          </p>
        )}
        {slot.kind === 'ticket' && (
          <CheckboxField
            label={t('devices.printer.drawer')}
            help={t('devices.printer.drawerHelp')}
            value={place.hasDrawer === true}
            onChange={onDrawer}
          />
        )}
      </div>
      <div className="line-end">
        <Button
          size="small"
          variant="quiet"
          isPending={isPending}
          onPress={look}
          aria-label={t('devices.printer.lookNamed', { name: place.name })}
        >
          {t('devices.printer.look')}
        </Button>
        <Button
          size="small"
          icon={TestTube}
          isPending={test.isPending}
          onPress={test.print}
          aria-label={t('devices.printer.testNamed', { name: place.name })}
        >
          {t('devices.printer.test')}
        </Button>
        <IconButton
          size="small"
          icon={Trash2}
          label={t('devices.printer.remove', { name: place.name })}
          onPress={onRemove}
        />
      </div>
    </li>
  );
}

/** Which printer prints what at this desk, and which one stands in for it. */
export function PrintersCard() {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const [adding, setAdding] = useState<Slot>();
  const printers = settings?.printers ?? {};
  const put = ({ kind, order }: Slot, place: PrinterPlace | undefined) => {
    const { [order]: _before, ...rest } = printers[kind] ?? {};
    const choice = place === undefined ? rest : { ...rest, [order]: place };
    void change({ printers: { ...printers, [kind]: choice } });
  };
  return (
    <Card title={t('devices.printers')}>
      {printKinds.map((kind) => (
        <Card key={kind} isPlain title={t(`devices.printer.kind.${kind}`)}>
          <ul className="lines">
            {orders.map((order) => {
              const place = printers[kind]?.[order];
              return (
                place && (
                  <ChosenPrinter
                    key={`${order}:${place.address}`}
                    slot={{ kind, order }}
                    place={place}
                    onRemove={() => put({ kind, order }, undefined)}
                    onDrawer={(hasDrawer) => put({ kind, order }, { ...place, hasDrawer })}
                  />
                )
              );
            })}
          </ul>
          <SecondPrinterDocuments kind={kind} printers={printers[kind] ?? {}} />
          <div className="row">
            {orders
              .filter((order) => settings && printers[kind]?.[order] === undefined)
              .map((order) => (
                <Button
                  key={order}
                  size="small"
                  icon={Plus}
                  onPress={() => setAdding({ kind, order })}
                  aria-label={`${t(`devices.printer.add.${order}`)}: ${t(`devices.printer.kind.${kind}`)}`}
                >
                  {t(`devices.printer.add.${order}`)}
                </Button>
              ))}
          </div>
        </Card>
      ))}
      {adding && (
        <AddPrinterDialog
          kind={adding.kind}
          onClose={() => setAdding(undefined)}
          onAdded={(place) => {
            put(adding, place);
            setAdding(undefined);
          }}
        />
      )}
    </Card>
  );
}
