import type { PrinterHealth, WatchedOrder } from '@onthaal/contract/devices/device-health.ts';
import type { PrinterProblem, PrintKind } from '@onthaal/contract/devices/printing.ts';
import type { DevicesState } from '../devices-slice.ts';

/** What can be said of a device, the worst first. */
export const healthWords = [
  'processFailed',
  'processRestarting',
  'printerAway',
  'printerStrange',
  'paperJam',
  'coverOpen',
  'noPaper',
  'inkEmpty',
  'outputFull',
  'paused',
  'attention',
  'terminalAway',
  'serviceAbsent',
  'readerGone',
  'cardSilent',
  'cameraGone',
  'microphoneGone',
  'ownBack',
  'standIn',
  'paperLow',
  'inkLow',
  'inOrder',
] as const;
export type HealthWord = (typeof healthWords)[number];

/** A kind of device at this desk, as its name is translated. */
export type DeviceKind =
  | 'process'
  | 'reader'
  | 'terminal'
  | 'terminal.standIn'
  | 'scanner.standIn'
  | 'camera'
  | 'microphone'
  | `${PrintKind}.${WatchedOrder}`;

/** How one device stands that this desk uses. */
export interface Finding {
  readonly device: DeviceKind;
  readonly word: HealthWord;
  /** What the desk calls it. */
  readonly name?: string;
  /** The desk whose device it is, when it is another one's. */
  readonly desk?: string;
  /** Another device does its work: it is said, but no longer urgent. */
  readonly isReplaced?: boolean;
}

type Known = Pick<DevicesState, 'process' | 'readers' | 'readerSeen' | 'settings' | 'health' | 'media'>;

/** How loud a word is. */
export function toneOf(word: HealthWord): 'positive' | 'information' | 'caution' | 'danger' {
  if (word === 'ownBack' || word === 'standIn') return 'information';
  if (word === 'inOrder') return 'positive';
  return word === 'processFailed' ? 'danger' : 'caution';
}

/**
 * Every device that this desk uses with how it stands, the worst first. A device is missed only when it was chosen for this desk, or,
 * a card reader, was there before: a laptop without devices has no trouble.
 */
export function deviceHealth(state: Known): readonly Finding[] {
  const printers = state.health?.printers ?? [];
  const found = [
    ...processHealth(state),
    ...readerHealth(state),
    ...printers.flatMap((printer) => printerHealth(printer, standInFor(printer.kind, state))),
    ...terminalHealth(state),
    ...scannerHealth(state),
    ...mediaHealth(state),
  ];
  const urgency = ({ word, isReplaced = false }: Finding): number =>
    healthWords.indexOf(word) + (isReplaced ? healthWords.length : 0);
  return found.toSorted((one, other) => urgency(one) - urgency(other));
}

function processHealth({ process }: Known): readonly Finding[] {
  if (process?.state === 'failed') return [{ device: 'process', word: 'processFailed' }];
  return process?.state === 'restarting' ? [{ device: 'process', word: 'processRestarting' }] : [];
}

function readerHealth({ readers, readerSeen, settings }: Known): readonly Finding[] {
  if (readers === undefined) return [];
  const device = 'reader';
  const preferred = settings?.preferredReader;
  const isExpected = readerSeen || preferred !== undefined;
  const name = preferred === undefined ? {} : { name: preferred };
  if (readers.service === 'absent') return isExpected ? [{ device, word: 'serviceAbsent', ...name }] : [];
  const used = readers.readers.filter((reader) => preferred === undefined || reader.name === preferred);
  const [first] = used;
  if (first === undefined) return isExpected ? [{ device, word: 'readerGone', ...name }] : [];
  const silent = used.find(({ card }) => card === 'silent');
  return [{ device, word: silent ? 'cardSilent' : 'inOrder', name: (silent ?? first).name }];
}

const problemWords = {
  noPaper: 'noPaper',
  paperLow: 'paperLow',
  paperJam: 'paperJam',
  coverOpen: 'coverOpen',
  inkEmpty: 'inkEmpty',
  inkLow: 'inkLow',
  outputFull: 'outputFull',
  offline: 'printerAway',
  paused: 'paused',
  attention: 'attention',
} as const satisfies Record<PrinterProblem, HealthWord>;

const stillPrints: readonly HealthWord[] = ['inOrder', 'paperLow', 'inkLow'];

/** Whether a device with this word does its work. */
export function works(word: HealthWord): boolean {
  return stillPrints.includes(word);
}

/** The printer of another desk that was taken over for a kind, and whether it does the work. */
interface TakenOver {
  readonly desk: string;
  readonly works: boolean;
}

function standInFor(kind: PrintKind, { settings, health }: Known): TakenOver | undefined {
  const desk = settings?.standIns?.[kind]?.deskName;
  const theirs = health?.printers.find((printer) => printer.kind === kind && printer.order === 'standIn');
  return desk === undefined ? undefined : { desk, works: theirs !== undefined && works(printerWord(theirs)) };
}

function printerHealth(printer: PrinterHealth, standIn: TakenOver | undefined): readonly Finding[] {
  const { kind, order, name, reach } = printer;
  if (reach === 'notYet') return [];
  const word = printerWord(printer);
  const device = `${kind}.${order}` as const;
  if (order === 'standIn') {
    const desk = standIn === undefined ? {} : { desk: standIn.desk };
    return [{ device, word: works(word) ? 'standIn' : word, name, ...desk }];
  }
  if (order === 'second' || standIn === undefined) return [{ device, word, name }];
  return works(word) ? [{ device, word: 'ownBack', name }] : [{ device, word, name, isReplaced: standIn.works }];
}

function printerWord({ reach, state, problems, code }: PrinterHealth): HealthWord {
  if (reach === 'away') {
    return code === 'PRINTER_UNREACHABLE' || code === 'PRINTER_LOST' ? 'printerAway' : 'printerStrange';
  }
  const said: readonly HealthWord[] = problems.map((problem) => problemWords[problem]);
  return healthWords.find((one) => said.includes(one)) ?? (state === 'stopped' ? 'attention' : 'inOrder');
}

function terminalHealth({ health, settings }: Known): readonly Finding[] {
  const reach = health?.terminal ?? 'notYet';
  const standIn = settings?.standIns?.terminal;
  if (standIn !== undefined) {
    const word = reach === 'away' ? 'terminalAway' : 'standIn';
    return [{ device: 'terminal.standIn', word, desk: standIn.deskName }];
  }
  return reach === 'notYet' ? [] : [{ device: 'terminal', word: reach === 'away' ? 'terminalAway' : 'inOrder' }];
}

/** A scanner is looked at when somebody scans: that it is another desk's is all that is known before. */
function scannerHealth({ settings }: Known): readonly Finding[] {
  const standIn = settings?.standIns?.scanner;
  if (standIn === undefined) return [];
  return [{ device: 'scanner.standIn', word: 'standIn', name: standIn.scanner.label, desk: standIn.deskName }];
}

function mediaHealth({ media, settings }: Known): readonly Finding[] {
  if (media === undefined) return [];
  const { camera, microphone } = settings ?? {};
  return [
    ...oneOf('camera', 'cameraGone', camera, media.cameras),
    ...oneOf('microphone', 'microphoneGone', microphone, media.microphones),
  ];
}

/** Names are hidden from a page that may not use the device: that one is there then is all that is known. */
function oneOf(
  device: 'camera' | 'microphone',
  gone: HealthWord,
  chosen: string | undefined,
  there: readonly string[],
): readonly Finding[] {
  if (chosen === undefined) return [];
  const isThere = there.includes(chosen) || (there.length > 0 && there.every((name) => name === ''));
  return [{ device, word: isThere ? 'inOrder' : gone, name: chosen }];
}
