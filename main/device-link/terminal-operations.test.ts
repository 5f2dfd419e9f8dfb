import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { TerminalOperations } from './terminal-operations.ts';

const own = { kind: 'nexo', url: 'tcp://terminal-1:9990', saleId: 'KASSA1', terminalId: 'T1' } as const;
const theirs = { ...own, url: 'tcp://terminal-3:9990', terminalId: 'T3' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-operations-'));
  file = path.join(folder, 'terminal-operations.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an operation is looked up where it went, whatever terminal is in use since, and after a start too', async () => {
  const operations = await TerminalOperations.open(file, silentLog);
  await Promise.all([operations.keep('ABCDEF2345', own), operations.keep('BCDEF23456', theirs)]);
  const again = await TerminalOperations.open(file, silentLog);
  expect(again.terminalOf('ABCDEF2345')).toEqual(own);
  expect(again.terminalOf('BCDEF23456')).toEqual(theirs);
  expect(again.terminalOf('CDEF234567')).toBeUndefined();
});

test('the oldest are let go; a file that nobody understands is set aside', async () => {
  const operations = await TerminalOperations.open(file, silentLog);
  const number = (index: number): string => `N${String(index).padStart(9, '0')}`;
  await Promise.all(Array.from({ length: 501 }, (_, index) => operations.keep(number(index), own)));
  expect(operations.terminalOf(number(0))).toBeUndefined();
  expect(operations.terminalOf(number(1))).toEqual(own);
  await writeFile(file, '[{"operationId": 5}]');
  expect((await TerminalOperations.open(file, silentLog)).terminalOf(number(1))).toBeUndefined();
});

test('what cannot be kept says so: then nothing is sent', async () => {
  const operations = await TerminalOperations.open(path.join(folder, 'away', 'terminal-operations.json'), silentLog);
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder was');
  expect((await operations.keep('ABCDEF2345', own)).ok).toBe(false);
});
