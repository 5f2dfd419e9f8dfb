import { type FoundPrinter, type PrinterDescription, queueAddress } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { PrinterInfo, WebContents } from 'electron';

const LONGEST_TEXT = 120;
/** printer-state of IPP, which CUPS tells by its number; Windows tells none. */
const states: Readonly<Record<string, PrinterDescription['state']>> = { 3: 'idle', 4: 'busy', 5: 'stopped' };

/** The queues that the operating system offers, by name. */
export async function queuesOfComputer(contents: WebContents): Promise<readonly FoundPrinter[]> {
  const queues = (await contents.getPrintersAsync()).map(foundQueue);
  return queues.toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

/** How a queue stands, as far as the operating system says so. Fails with PRINTER_QUEUE_GONE. */
export async function describeQueue(contents: WebContents, queue: string): Promise<Result<PrinterDescription>> {
  const found = (await contents.getPrintersAsync()).find(({ name }) => name === queue);
  if (found === undefined) return failure('PRINTER_QUEUE_GONE');
  const { name, model, state, takesJobs, problems } = foundQueue(found);
  return success({
    ...{ name, model, state, takesJobs, problems },
    formats: [],
    media: [],
    canPrintBothSides: false,
    fingerprint: null,
  });
}

/** A queue in our words. What it says of itself is cut and cleaned; its own name has to stay as it is. */
export function foundQueue({ name, displayName, options }: PrinterInfo): FoundPrinter {
  const said = (option: string): string => {
    const value = (options as Readonly<Record<string, unknown>> | undefined)?.[option];
    return typeof value === 'string' ? clean(value) : '';
  };
  return {
    name: clean(displayName) || clean(name),
    address: queueAddress(name),
    location: said('printer-location'),
    model: said('printer-make-and-model'),
    state: states[said('printer-state')] ?? 'unknown',
    takesJobs: said('printer-is-accepting-jobs') !== 'false',
    problems: said('printer-state-reasons').split(',').includes('paused') ? ['paused'] : [],
    paper: [],
  };
}

function clean(text: string): string {
  return text.replaceAll(/\p{C}/gu, '').slice(0, LONGEST_TEXT).trim();
}
