import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalStore } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

const folder = testFolder();
const read = () => JSON.parse(readFileSync(join(folder, 'waiting.json'), 'utf8')) as Record<string, unknown>;

describe('the number of unsent items beside the database', () => {
  it('counts every acknowledged command at the moment it is acknowledged, and says nothing else', async () => {
    const store = await LocalStore.open(folder);
    expect(read()).toMatchObject({ version: 1, items: 0, since: null });
    const before = new Date().toISOString();
    for (let items = 1; items <= 3; items += 1) {
      await store.run('createPerson', {
        kind: 'citizen',
        givenName: 'Ursula',
        familyName: 'Geheimschrift',
        language: 'nl',
      });
      expect(read()).toMatchObject({ items });
    }
    const { since } = read();
    expect(String(since) >= before && String(since) <= new Date().toISOString()).toBe(true);
    expect(Object.keys(read()).sort()).toEqual(['at', 'items', 'since', 'version']);
    expect(readFileSync(join(folder, 'waiting.json'), 'utf8')).not.toMatch(/Ursula|Geheim|member|els/i);
    // One sector, written as a whole: a power cut leaves the text before or this one.
    expect(statSync(join(folder, 'waiting.json')).size).toBe(256);
    await store.store.close();
    const again = await LocalStore.open(folder);
    expect(read()).toMatchObject({ items: 3, since });
    await again.store.close();
  });
});
