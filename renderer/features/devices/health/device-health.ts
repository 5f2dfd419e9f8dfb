import type { PrinterHealth, PrinterOrder } from '@onthaal/contract/devices/device-health.ts';
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
  'paperLow',
  'inkLow',
  'inOrder',
] as const;
export type HealthWord = (typeof healthWords)[number];

/** A kind of device at this desk, as its name is translated. */
export type DeviceKind = 'process' | 'reader' | 'terminal' | 'camera' | 'microphone' | `${PrintKind}.${PrinterOrder}`;

/** How one device stands that this desk uses. */
export interface Finding {
  readonly device: DeviceKind;
  readonly word: HealthWord;
  /** What the desk calls it. */
  readonly name?: string;
}

type Known = Pick<DevicesState, 'process' | 'readers' | 'readerSeen' | 'settings' | 'health' | 'media'>;

/** How loud a word is. */
export function toneOf(word: HealthWord): 'positive' | 'caution' | 'danger' {
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
    ...printers.flatMap(printerHealth),
    ...terminalHealth(state),
    ...mediaHealth(state),
  ];
  return found.toSorted((one, other) => healthWords.indexOf(one.word) - healthWords.indexOf(other.word));
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

function printerHealth({ kind, order, name, reach, state, problems, code }: PrinterHealth): readonly Finding[] {
  if (reach === 'notYet') return [];
  return [{ device: `${kind}.${order}`, word: word(), name }];

  function word(): HealthWord {
    if (reach === 'away')
      return code === 'PRINTER_UNREACHABLE' || code === 'PRINTER_LOST' ? 'printerAway' : 'printerStrange';
    const said: readonly HealthWord[] = problems.map((problem) => problemWords[problem]);
    return healthWords.find((one) => said.includes(one)) ?? (state === 'stopped' ? 'attention' : 'inOrder');
  }
}

function terminalHealth({ health }: Known): readonly Finding[] {
  const reach = health?.terminal ?? 'notYet';
  return reach === 'notYet' ? [] : [{ device: 'terminal', word: reach === 'away' ? 'terminalAway' : 'inOrder' }];
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
