import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { DatabaseFile, SqliteDatabase } from '../storage/index.ts';

/** The contact moment of a question whose visit may still be taken up again. */
export type HeldContact = CommandArguments['recordVisitContact'];

const prefix = 'visitContact/';

function nameOf({ visitId, questionId }: HeldContact): string {
  return `${prefix}${visitId}/${questionId}`;
}

/** Keeps a contact moment, in the place of an earlier one of the same question. Runs inside the caller's transaction. */
export function holdContact(database: SqliteDatabase, contact: HeldContact): void {
  database
    .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
    .run(nameOf(contact), JSON.stringify(contact));
}

/** Forgets one. Runs inside the caller's transaction. */
export function dropContact(database: SqliteDatabase, contact: HeldContact): void {
  database.prepare('DELETE FROM setting WHERE name = ?').run(nameOf(contact));
}

/** Forgets the contact moments of a visit. Runs inside the caller's transaction. */
export function dropContacts(database: SqliteDatabase, visitId: string): void {
  const start = `${prefix}${visitId}/`;
  database.prepare('DELETE FROM setting WHERE substr(name, 1, ?) = ?').run(start.length, start);
}

/** The contact moments that are kept, of all visits. */
export function heldContacts(file: DatabaseFile): readonly HeldContact[] {
  return file
    .prepare<string>(`SELECT value FROM setting WHERE substr(name, 1, ${prefix.length}) = '${prefix}' ORDER BY name`)
    .pluck()
    .all()
    .map((value) => JSON.parse(value) as HeldContact);
}
