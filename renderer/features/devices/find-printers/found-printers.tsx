import type { FoundPrinter } from '@onthaal/contract/devices/printing.ts';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDeskDevices } from '../use-devices.ts';
import { FoundList } from './found-list.tsx';
import { type Found, useFoundPrinters, useQueues } from './use-found-printers.ts';

interface FoundPrintersProps {
  /** A choice is being checked. */
  readonly isResting: boolean;
  readonly onChoose: (printer: FoundPrinter) => void;
}

interface ServerAnswerProps extends FoundPrintersProps {
  readonly found: Found;
  /** There is something else to choose from: that no print server answers is then no news. */
  readonly isSilenceFine: boolean;
}

function ServerAnswer({ found, isSilenceFine, ...choosing }: ServerAnswerProps) {
  const t = useText();
  return (
    <>
      <div role="status">
        {found === undefined && <Skeleton />}
        {found?.ok === true && found.value.length === 0 && <p>{t('devices.printer.foundNone')}</p>}
        {found?.ok === false && !isSilenceFine && (
          <Banner tone="information" title={t('devices.printer.serverSilent')}>
            {t('devices.printer.serverSilentNext')}
          </Banner>
        )}
      </div>
      {found?.ok === true && found.value.length > 0 && (
        <FoundList
          label={t('devices.printer.found')}
          chooseKey="devices.printer.chooseNamed"
          printers={found.value}
          {...choosing}
        />
      )}
    </>
  );
}

/** The printers that the print server of this desk and its operating system know; another server can be looked at. */
export function FoundPrinters(props: FoundPrintersProps) {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const kept = settings?.printServer;
  const [found, look] = useFoundPrinters(kept);
  const queues = useQueues();
  const [server, setServer] = useState(kept ?? '');
  const lookThere = () => {
    const asked = server.trim() || undefined;
    if (asked !== kept) void change({ printServer: asked });
    look(asked);
  };
  const isSilenceFine = kept === undefined && queues.length > 0;
  return (
    <>
      <Card isPlain title={t('devices.printer.found')}>
        <div className="stack">
          <ServerAnswer found={found} isSilenceFine={isSilenceFine} {...props} />
          <div className="row">
            <TextField
              label={t('devices.printer.server')}
              help={t('devices.printer.serverHelp')}
              isRequired={false}
              value={server}
              onChange={setServer}
              maxLength={300}
            />
            <Button icon={Search} onPress={lookThere}>
              {t('devices.printer.serverLook')}
            </Button>
          </div>
        </div>
      </Card>
      {queues.length > 0 && (
        <Card isPlain title={t('devices.printer.queues')}>
          <div className="stack">
            <p>{t('devices.printer.queuesHelp')}</p>
            <FoundList
              label={t('devices.printer.queues')}
              chooseKey="devices.printer.chooseQueue"
              printers={queues}
              {...props}
            />
          </div>
        </Card>
      )}
    </>
  );
}
