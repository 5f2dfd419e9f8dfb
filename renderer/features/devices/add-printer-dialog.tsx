import type { PrinterPlace, PrintKind } from '@onthaal/contract/devices/printing.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FoundPrinters } from './find-printers/found-printers.tsx';

interface AddPrinterDialogProps {
  readonly kind: PrintKind;
  readonly onClose: () => void;
  readonly onAdded: (place: PrinterPlace) => void;
}

/** Adds a printer that was found, or by its address; it has to answer first, and what certificate it shows then is the one that is believed. */
export function AddPrinterDialog({ kind, onClose, onAdded }: AddPrinterDialogProps) {
  const t = useText();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const check = async (chosen: Pick<PrinterPlace, 'name' | 'address' | 'isSilent'>) => {
    if (isPending) return;
    setPending(true);
    const asked = { ...chosen, fingerprint: null };
    const answer = await desktop().request('printing:describe', { kind, place: asked });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const { name: ownName, fingerprint } = answer.value;
    onAdded({ ...asked, name: asked.name || ownName.slice(0, 80) || asked.address.slice(0, 80), fingerprint });
  };
  const typed = { name: name.trim().slice(0, 80), address: address.trim() };
  const add = () => check(typed);
  return (
    <SaveDialog
      title={`${t('devices.printer.adding')}: ${t(`devices.printer.kind.${kind}`)}`}
      saveLabel={t('devices.printer.check')}
      isPending={isPending}
      onSave={() => void add()}
      onClose={onClose}
    >
      <form className="stack" onSubmit={(event) => event.preventDefault()}>
        {error?.code === 'PRINTER_SILENT' && (
          <Banner
            tone="caution"
            live="alert"
            title={t('error.PRINTER_SILENT.text')}
            actions={
              <Button size="small" isPending={isPending} onPress={() => void check({ ...typed, isSilent: true })}>
                {t('devices.printer.addSilent')}
              </Button>
            }
          >
            {t('devices.printer.silentWarning')}
          </Banner>
        )}
        {error && error.code !== 'PRINTER_SILENT' && <ErrorMessage error={error} />}
        {kind === 'a4' && (
          <FoundPrinters
            isResting={isPending}
            onChoose={(found) =>
              void check({ name: name.trim().slice(0, 80) || found.name.slice(0, 80), address: found.address })
            }
          />
        )}
        <TextField
          label={t('devices.printer.address')}
          help={t(kind === 'a4' ? 'devices.printer.addressHelp' : 'devices.printer.rawHelp')}
          isRequired
          autoFocus={kind !== 'a4'}
          value={address}
          onChange={setAddress}
          maxLength={500}
        />
        <TextField
          label={t('devices.printer.name')}
          help={t('devices.printer.nameHelp')}
          isRequired={false}
          value={name}
          onChange={setName}
          maxLength={80}
        />
      </form>
    </SaveDialog>
  );
}
