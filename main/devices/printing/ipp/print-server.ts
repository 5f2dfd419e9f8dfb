import type { FoundPrinter } from '@onthaal/contract/devices/printing.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { exchange, type IppPeer, usualPatience } from './exchange.ts';
import { type IppAddress, parseIppAddress } from './ipp-address.ts';
import { type Attributes, booleanOf, wordOf, wordsOf } from './ipp-answer.ts';
import { isSuccess, refusalOf } from './ipp-status.ts';
import { ownStateOf, problemsOf } from './printer-words.ts';

const LOCAL = 'localhost';
const asked = [
  'printer-name',
  'printer-info',
  'printer-uri-supported',
  'printer-location',
  'printer-make-and-model',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'media-ready',
  'media-default',
];
const MOST_PRINTERS = 500;
/** Where CUPS keeps its printers, and its groups of printers. */
const QUEUE_PATH = /^\/(?:printers|classes)\/[^/]+$/;

/** The print server that this computer was told to use (CUPS_SERVER), or its own; the socket of a file is its own too. */
export function serverOfComputer(variables: Readonly<Record<string, string | undefined>>): string {
  const told = variables.CUPS_SERVER?.trim() ?? '';
  return told === '' || told.startsWith('/') ? LOCAL : told;
}

/**
 * The printers that a CUPS knows, by name. One without printers is an empty list. Fails with PRINTER_ADDRESS_INVALID, or as an exchange
 * does.
 *
 * @param server "host", "host:port", or an address with ipp:// or ipps:// before it
 */
export async function printersOfServer(
  server: string,
  patience: IppPeer['patience'] = usualPatience,
): Promise<Result<readonly FoundPrinter[]>> {
  const parsed = parseIppAddress(/^ipps?:\/\//i.test(server) ? server : `ipp://${server}`);
  if (!parsed.ok) return parsed;
  const address: IppAddress = { ...parsed.value, path: '/' };
  const answer = await exchange(
    { address, fingerprint: null, patience },
    { operation: 'CUPS-Get-Printers', attributes: { 'requested-attributes': asked, limit: MOST_PRINTERS } },
  );
  if (!answer.ok) return answer;
  const { status, printers } = answer.value;
  if (status === 'client-error-not-found') return success([]);
  if (status === 'server-error-operation-not-supported') return failure('PRINTER_ANSWER_MALFORMED');
  if (!isSuccess(status)) return refusalOf(status);
  const found = printers.slice(0, MOST_PRINTERS).flatMap((printer) => foundPrinter(printer, address) ?? []);
  return success(found.toSorted((one, other) => one.name.localeCompare(other.name, 'nl')));
}

function foundPrinter(printer: Attributes, server: IppAddress): FoundPrinter | null {
  const state = ownStateOf(wordOf(printer, 'printer-state'));
  const path = queuePath(wordOf(printer, 'printer-uri-supported'));
  if (state === null || path === null) return null;
  const ready = wordsOf(printer, 'media-ready');
  return {
    name: wordOf(printer, 'printer-info') || (wordOf(printer, 'printer-name') ?? ''),
    address: `${server.encrypted ? 'ipps' : 'ipp'}://${hostOf(server)}:${server.port}${path}`,
    location: wordOf(printer, 'printer-location') ?? '',
    model: wordOf(printer, 'printer-make-and-model') ?? '',
    state,
    takesJobs: booleanOf(printer, 'printer-is-accepting-jobs') ?? true,
    problems: problemsOf(wordsOf(printer, 'printer-state-reasons')),
    paper: ready.length > 0 ? ready : wordsOf(printer, 'media-default'),
  };
}

/** A server names itself as it likes; its queues are reached where it was found. */
function queuePath(uri: string | null): string | null {
  const parsed = parseIppAddress(uri ?? '');
  return parsed.ok && QUEUE_PATH.test(parsed.value.path) ? parsed.value.path : null;
}

function hostOf({ host }: IppAddress): string {
  return host.includes(':') ? `[${host}]` : host;
}
