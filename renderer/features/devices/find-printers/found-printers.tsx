import type { FoundPrinter } from '@onthaal/contract/devices/printing.ts';
import { Plus, Printer, Search } from 'lucide-react';
import { useState } from 'react';
import { type Translate, useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDeskDevices } from '../use-devices.ts';
import { paperWords } from './paper-words.ts';
import { useFoundPrinters } from './use-found-printers.ts';

function stateWords({ name, state, takesJobs, problems }: FoundPrinter, t: Translate): string {
  if (!takesJobs) return t('devices.printer.takesNothing');
  const [problem] = problems;
  if (problem === undefined) return t(`devices.printer.state.${state}`);
  const words = t(`printing.problem.${problem}`, { printer: name });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface FoundLineProps {
  readonly printer: FoundPrinter;
  readonly isResting: boolean;
  readonly onChoose: (printer: FoundPrinter) => void;
}

function FoundLine({ printer, isResting, onChoose }: FoundLineProps) {
  const t = useText();
  const meta = [printer.location, printer.model, paperWords(printer.paper, t)].filter((part) => part !== '');
  return (
    <li className="line">
      <Printer className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{printer.name}</p>
        {meta.length > 0 && <p className="line-meta">{meta.join(' · ')}</p>}
        <p className="line-meta">{stateWords(printer, t)}</p>
      </div>
      <div className="line-end">
        <Button
          size="small"
          icon={Plus}
          isDisabled={isResting}
          onPress={() => onChoose(printer)}
          aria-label={t('devices.printer.chooseNamed', { name: printer.name })}
        >
          {t('devices.printer.choose')}
        </Button>
      </div>
    </li>
  );
}

interface FoundPrintersProps {
  /** A choice is being checked. */
  readonly isResting: boolean;
  readonly onChoose: (printer: FoundPrinter) => void;
}

/** The printers that the print server of this desk knows, each with one press to choose it; another server can be looked at. */
export function FoundPrinters({ isResting, onChoose }: FoundPrintersProps) {
  const t = useText();
  const { settings, change } = useDeskDevices();
  const kept = settings?.printServer;
  const [found, look] = useFoundPrinters(kept);
  const [server, setServer] = useState(kept ?? '');
  const lookThere = () => {
    const asked = server.trim() || undefined;
    if (asked !== kept) void change({ printServer: asked });
    look(asked);
  };
  return (
    <Card isPlain title={t('devices.printer.found')}>
      <div className="stack">
        <div role="status">
          {found === undefined && <Skeleton />}
          {found?.ok === true && found.value.length === 0 && <p>{t('devices.printer.foundNone')}</p>}
          {found?.ok === false && (
            <Banner tone="information" title={t('devices.printer.serverSilent')}>
              {t('devices.printer.serverSilentNext')}
            </Banner>
          )}
        </div>
        {found?.ok === true && found.value.length > 0 && (
          <ul className="lines" aria-label={t('devices.printer.found')}>
            {found.value.map((printer) => (
              <FoundLine key={printer.address} printer={printer} isResting={isResting} onChoose={onChoose} />
            ))}
          </ul>
        )}
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
  );
}
