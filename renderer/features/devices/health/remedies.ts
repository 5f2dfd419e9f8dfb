import type { MessageKey } from '../../../i18n/message-key.ts';
import type { HealthWord } from './device-health.ts';

/** What somebody at the desk can do, step by step, the last one without the device. A process that starts again needs nobody. */
const remedies = {
  processFailed: ['devices.remedy.processFailed.1', 'devices.remedy.processFailed.2'],
  printerAway: ['devices.remedy.printerAway.1', 'devices.remedy.printerAway.2', 'devices.remedy.printerAway.3'],
  printerStrange: [
    'devices.remedy.printerStrange.1',
    'devices.remedy.printerStrange.2',
    'devices.remedy.printerStrange.3',
  ],
  paperJam: ['devices.remedy.paperJam.1', 'devices.remedy.paperJam.2', 'devices.remedy.paperJam.3'],
  coverOpen: ['devices.remedy.coverOpen.1', 'devices.remedy.coverOpen.2'],
  noPaper: ['devices.remedy.noPaper.1', 'devices.remedy.noPaper.2', 'devices.remedy.noPaper.3'],
  inkEmpty: ['devices.remedy.inkEmpty.1', 'devices.remedy.inkEmpty.2', 'devices.remedy.inkEmpty.3'],
  outputFull: ['devices.remedy.outputFull.1', 'devices.remedy.outputFull.2'],
  paused: ['devices.remedy.paused.1', 'devices.remedy.paused.2'],
  attention: ['devices.remedy.attention.1', 'devices.remedy.attention.2', 'devices.remedy.attention.3'],
  terminalAway: ['devices.remedy.terminalAway.1', 'devices.remedy.terminalAway.2', 'devices.remedy.terminalAway.3'],
  serviceAbsent: ['devices.remedy.serviceAbsent.1', 'devices.remedy.serviceAbsent.2', 'devices.remedy.serviceAbsent.3'],
  readerGone: ['devices.remedy.readerGone.1', 'devices.remedy.readerGone.2', 'devices.remedy.readerGone.3'],
  cardSilent: ['devices.remedy.cardSilent.1', 'devices.remedy.cardSilent.2', 'devices.remedy.cardSilent.3'],
  cameraGone: ['devices.remedy.cameraGone.1', 'devices.remedy.cameraGone.2', 'devices.remedy.cameraGone.3'],
  microphoneGone: ['devices.remedy.microphoneGone.1', 'devices.remedy.microphoneGone.2'],
  paperLow: ['devices.remedy.paperLow.1'],
  inkLow: ['devices.remedy.inkLow.1'],
} as const satisfies Partial<Record<HealthWord, readonly MessageKey[]>>;

/** The steps for a word; none where there is nothing to do. */
export function remedyFor(word: HealthWord): readonly MessageKey[] {
  return Object.hasOwn(remedies, word) ? remedies[word as keyof typeof remedies] : [];
}
