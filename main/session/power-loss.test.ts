import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { DiskEvent } from '../files/testing/power-loss/disk-events.ts';
import { LossyDisk } from '../files/testing/power-loss/lossy-disk.ts';
import { recordProgram } from '../files/testing/power-loss/record-program.ts';
import { silentLog } from '../logging/log.ts';
import { defaultPreferences, openPreferences } from '../preferences/preferences-file.ts';
import { Random } from '../store/attacks/testing/random.ts';
import { earlierGrant } from './grant-file.ts';
import { finishDestructions, revocationNote } from './revocation.ts';
import { readSealedFile } from './sealed-file.ts';
import { createSecretBox } from './secret-box.ts';
import { deviceIdentity, peopleMemory } from './small-files.ts';
import { keyring, person } from './testing/session-desk.ts';
import { databaseKey, userFiles } from './user-files.ts';

const child = fileURLToPath(new URL('./testing/durable-child.ts', import.meta.url));
const CUTS = Number(process.env.ONTHAAL_POWER_CUTS ?? 8) * 50;
const SEED = Number(process.env.ONTHAAL_POWER_SEED ?? Date.now() % 1_000_000);
const NOW = Date.parse('2026-11-23T09:00:00Z');

interface Kept {
  readonly name: string;
  readonly value: unknown;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-session-'));
  folders.push(folder);
  return folder;
}

/** What a start after the power cut finds, as main reads it; things that were never kept are left out. */
async function found(userData: string): Promise<Readonly<Record<string, unknown>>> {
  const box = createSecretBox(keyring(), false);
  const files = userFiles(userData, person.memberId);
  const hasDevice = existsSync(path.join(userData, 'device.json'));
  // As main begins: what was ordered to be destroyed goes before anybody can log in.
  await finishDestructions(userData, silentLog);
  const hasKey = existsSync(files.key);
  const preferences = await openPreferences(path.join(userData, 'preferences.json'), silentLog);
  const grant = await earlierGrant(files.grant, box, NOW);
  const lock = await readSealedFile(files.lock, box);
  const key = await databaseKey(files, box);
  return {
    device: hasDevice ? await deviceIdentity(userData) : undefined,
    theme: preferences.read().theme === defaultPreferences.theme ? undefined : preferences.read().theme,
    people: (await peopleMemory(userData, silentLog).read())?.length,
    key: key.ok && !hasKey ? undefined : key.ok ? key.value : key.error.code,
    token: grant.ok ? grant.value?.token : grant.error.code,
    wrong: lock.ok ? lock.value && (JSON.parse(lock.value) as { wrong: number }).wrong : lock.error.code,
    destroyed: (await revocationNote(userData))?.unsentItems,
  };
}

function keptIn(events: readonly DiskEvent[]): Kept[] {
  return events.flatMap((event) => (event.kind === 'told' ? [event.message as Kept] : []));
}

/** What may be found of each thing: what was said last to be kept, or what was to be kept next. */
function allowed(before: readonly Kept[], after: readonly Kept[], name: string): unknown[] {
  const said = before.findLast((one) => one.name === name)?.value;
  const next = after.find((one) => one.name === name);
  return next === undefined ? [said] : [said, next.value];
}

/** The things of the user, which go with the access. */
const OF_USER = ['key', 'token', 'wrong'];

describe.runIf(process.platform === 'linux')('what main keeps, and the power', () => {
  it(`is there after a power cut once it was said to be kept (seed ${SEED})`, { timeout: 300_000 }, async () => {
    const root = newFolder();
    const { first, events } = await recordProgram(child, root);
    const all = keptIn(events);
    expect(new Set(all.map(({ name }) => name)).size).toBe(7);
    const random = new Random(SEED);
    const left = newFolder();
    for (let count = 0; count < CUTS; count += 1) {
      const at = random.below(events.length + 1);
      const disk = new LossyDisk(root, first);
      for (const event of events.slice(0, at)) disk.play(event);
      disk.cutPower(random, left);
      const [before, after] = [keptIn(events.slice(0, at)), keptIn(events.slice(at))];
      const is = await found(path.join(left, 'Onthaal'));
      const isOrdered = is.destroyed !== undefined;
      for (const [name, value] of Object.entries(is)) {
        const may = isOrdered && OF_USER.includes(name) ? [undefined] : allowed(before, after, name);
        expect(may, `${name} before event ${at}`).toContainEqual(value);
      }
      const names = existsSync(path.join(left, 'Onthaal')) ? await readdir(path.join(left, 'Onthaal')) : [];
      expect(names.filter((name) => name.includes('set-aside'))).toEqual([]);
    }
  });
});
