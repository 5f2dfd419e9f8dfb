import { Preferences } from '@onthaal/contract/ipc/channels.ts';
import { type ChoicesFile, openChoicesFile } from '../files/choices-file.ts';
import type { Log } from '../logging/log.ts';

export const defaultPreferences: Preferences = { locale: 'nl-BE', theme: 'system', singleLetterKeys: false };

/** The choices of whoever works on this PC. */
export type PreferencesStore = ChoicesFile<Preferences>;

/** @param file absolute path, `preferences.json` */
export function openPreferences(file: string, log: Log): Promise<PreferencesStore> {
  return openChoicesFile({ file, schema: Preferences, defaults: defaultPreferences, area: 'preferences', log });
}
