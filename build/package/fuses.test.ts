import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../run/environment.ts';
import { fuseProblems, fuseSettings, fuses } from './fuses.ts';

const wire = (states: string) =>
  Object.fromEntries([...states].map((state, place) => [String(place), state.charCodeAt(0)]));

test('electron-builder.yml states the same as the list', async () => {
  const lines = (await readFile(join(REPOSITORY, 'electron-builder.yml'), 'utf8')).split('\n');
  const from = lines.indexOf('electronFuses:') + 1;
  const stated = lines.slice(
    from,
    lines.findIndex((line, place) => place >= from && !line.startsWith('  ')),
  );
  // electron-builder has no name for the last fuse; the hook after packing sets it. The signature is no fuse.
  const expected = fuses.slice(0, 8).map(({ name, on }) => `  ${name}: ${on}`);
  expect(stated).toEqual([...expected, '  resetAdHocDarwinSignature: false']);
});

test('a wire as decided has no problems, whether the binary has the ninth fuse or not', () => {
  expect(fuseProblems(wire('01001100'))).toEqual([]);
  expect(fuseProblems(wire('010011001'))).toEqual([]);
  expect(fuseProblems(wire('r1001100'))).toEqual([]);
});

test('every other wire is told', () => {
  expect(fuseProblems(wire('11001100'))).toEqual(['fuse runAsNode is on']);
  expect(fuseProblems(wire('01011000'))).toHaveLength(2);
  expect(fuseProblems(wire('0100110010'))).toEqual(['fuse 9 is new: decide about it in build/package/fuses.ts']);
  expect(fuseProblems({ version: '1' })).toEqual(['the binary has no fuse wire']);
});

test('settings cover as many fuses as the binary has', () => {
  expect(Object.keys(fuseSettings(8))).toHaveLength(8);
  expect(fuseSettings(9)[8]).toBe(true);
});
