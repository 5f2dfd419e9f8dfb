import type { SqliteDatabase } from '../storage/index.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

const SERIAL_DIGITS = 5;

function counterName(prefix: string, year: string): string {
  return `dossierNumber:${year}-${prefix}`;
}

function serialOf(number: string): number {
  return Number.parseInt(number.slice(number.lastIndexOf('-') + 1), 10) || 0;
}

/**
 * The next dossier number of this device: `<year>-<prefix>-<serial>`, one above both the remembered counter and every number
 * that is stored, so that a database that was synced anew goes on where the device was (ADR 0006).
 */
export function nextDossierNumber(file: DatabaseFile, prefix: string, year: string): string {
  const start = `${year}-${prefix}-`;
  const table = tableNameOf('dossiers', 0);
  const counter = file
    .prepare<string>('SELECT value FROM setting WHERE name = ?')
    .pluck()
    .get(counterName(prefix, year));
  // Tombstones count too, and a serial of six digits sorts before one of five: look at the longest first.
  const highest = file
    .prepare<string>(
      `SELECT field_number FROM ${table} WHERE field_number >= ? AND field_number < ?
         ORDER BY length(field_number) DESC, field_number DESC LIMIT 1`,
    )
    .pluck()
    .get(start, `${year}-${prefix}.`);
  const last = Math.max(Number(counter ?? 0), highest === undefined ? 0 : serialOf(highest));
  return `${start}${String(last + 1).padStart(SERIAL_DIGITS, '0')}`;
}

/** Remembers that a number was given out; runs in the transaction that writes its dossier. */
export function rememberDossierNumber(database: SqliteDatabase, prefix: string, number: string): void {
  const year = number.slice(0, 4);
  database
    .prepare(
      `INSERT INTO setting (name, value) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
    )
    .run(counterName(prefix, year), String(serialOf(number)));
}
