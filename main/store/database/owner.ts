import type { DatabaseFile } from '../storage/index.ts';
import { readSetting, writeSetting } from './own-tables.ts';

const OWNER = 'member';

/**
 * Whether a file is this member's (ADR 0014). Each member has a file and a key of its own; a file that is opened in another
 * member's session all the same would show and send that member's work under a strange name.
 */
export function belongsTo(file: DatabaseFile, memberId: string): boolean {
  const owner = readSetting(file, OWNER);
  if (owner === undefined) writeSetting(file, OWNER, memberId);
  return owner === undefined || owner === memberId;
}
