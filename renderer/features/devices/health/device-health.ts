import type { DevicesState } from '../devices-slice.ts';

/** What the pill can say, the worst first. */
export const healthWords = [
  'processFailed',
  'processRestarting',
  'serviceAbsent',
  'readerGone',
  'cardSilent',
  'inOrder',
  'nothingHere',
] as const;
export type HealthWord = (typeof healthWords)[number];

/** How loud a word is. */
export const healthTones = {
  processFailed: 'danger',
  processRestarting: 'caution',
  serviceAbsent: 'caution',
  readerGone: 'caution',
  cardSilent: 'caution',
  inOrder: 'positive',
  nothingHere: 'information',
} as const satisfies Record<HealthWord, string>;

/**
 * The one thing about the devices that a clerk must know now. A device is missed only when it was chosen for this desk or was there
 * before: a laptop without a reader has no trouble.
 */
export function deviceHealth(state: Pick<DevicesState, 'process' | 'readers' | 'readerSeen' | 'settings'>): HealthWord {
  const found = [...processHealth(state), ...readerHealth(state)];
  return healthWords.find((word) => found.includes(word)) ?? 'nothingHere';
}

function processHealth({ process }: Pick<DevicesState, 'process'>): readonly HealthWord[] {
  if (process?.state === 'failed') return ['processFailed'];
  return process?.state === 'restarting' ? ['processRestarting'] : [];
}

function readerHealth(state: Pick<DevicesState, 'readers' | 'readerSeen' | 'settings'>): readonly HealthWord[] {
  const { readers, readerSeen, settings } = state;
  if (readers === undefined) return [];
  const preferred = settings?.preferredReader;
  const isExpected = readerSeen || preferred !== undefined;
  if (readers.service === 'absent') return isExpected ? ['serviceAbsent'] : [];
  const used = readers.readers.filter(({ name }) => preferred === undefined || name === preferred);
  if (used.length === 0) return isExpected ? ['readerGone'] : [];
  return used.some(({ card }) => card === 'silent') ? ['cardSilent'] : ['inOrder'];
}
