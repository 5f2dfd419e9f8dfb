import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

// Without I, O, 0 and 1, which people mistake for each other when they read a dossier number aloud.
const characters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
// Dossiers that were there before the desks (the seed) carry this one.
const reserved = new Set(['LV']);
const attemptsPerLength = 40;
// The wire allows four characters.
const longestPrefix = 4;

function randomPrefix(length: number): string {
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
}

async function knownPrefix(orm: Orm, deviceId: string): Promise<string | undefined> {
  const rows = await rowsOf<{ prefix: string }>(
    orm,
    sql`SELECT number_prefix AS prefix FROM device WHERE id = ${deviceId}`,
  );
  return rows[0]?.prefix;
}

/**
 * The code that starts every dossier number made on this device: given at its first login, two characters while any are
 * free, and never changed or given to another device.
 */
export async function numberPrefixOf(orm: Orm, deviceId: string): Promise<string> {
  for (let length = 2; length <= longestPrefix; length += 1) {
    for (let attempt = 0; attempt < attemptsPerLength; attempt += 1) {
      const known = await knownPrefix(orm, deviceId);
      if (known !== undefined) return known;
      const prefix = randomPrefix(length);
      if (reserved.has(prefix)) continue;
      // Does nothing when another device has the prefix, or another request just registered this device.
      await orm.execute(
        sql`INSERT INTO device (id, number_prefix) VALUES (${deviceId}, ${prefix}) ON CONFLICT DO NOTHING`,
      );
    }
  }
  throw new Error('No number prefix is free');
}
