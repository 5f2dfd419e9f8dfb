import type { FoundPrinter } from '@onthaal/contract/devices/printing.ts';
import { Plus, Printer } from 'lucide-react';
import { type Translate, useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { paperWords } from './paper-words.ts';

function stateWords({ name, state, takesJobs, problems }: FoundPrinter, t: Translate): string {
  if (!takesJobs) return t('devices.printer.takesNothing');
  const [problem] = problems;
  if (problem === undefined) return t(`devices.printer.state.${state}`);
  const words = t(`printing.problem.${problem}`, { printer: name });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface FoundListProps {
  readonly label: string;
  readonly printers: readonly FoundPrinter[];
  /** What the button of a printer says to who cannot see its line. */
  readonly chooseKey: 'devices.printer.chooseNamed' | 'devices.printer.chooseQueue';
  /** A choice is being checked. */
  readonly isResting: boolean;
  readonly onChoose: (printer: FoundPrinter) => void;
}

/** Printers to choose from, one press each. */
export function FoundList({ label, printers, chooseKey, isResting, onChoose }: FoundListProps) {
  const t = useText();
  return (
    <ul className="lines" aria-label={label}>
      {printers.map((printer) => {
        const meta = [printer.location, printer.model, paperWords(printer.paper, t)].filter((part) => part !== '');
        return (
          <li key={printer.address} className="line">
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
                aria-label={t(chooseKey, { name: printer.name })}
              >
                {t('devices.printer.choose')}
              </Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
