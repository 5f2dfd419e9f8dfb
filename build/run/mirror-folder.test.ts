import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mirrorFolder } from './mirror-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

function makeSource(): { source: string; target: string } {
  const folder = temporaryFolder();
  const source = join(folder, 'source');
  mkdirSync(join(source, 'deep'), { recursive: true });
  writeFileSync(join(source, 'one.txt'), 'one', { mode: 0o600 });
  writeFileSync(join(source, 'deep', 'two.txt'), 'two');
  return { source, target: join(folder, 'target') };
}

test('everything is copied once, and nothing the second time', () => {
  const { source, target } = makeSource();
  expect(mirrorFolder(source, target)).toBe(2);
  expect(mirrorFolder(source, target)).toBe(0);
  expect(readFileSync(join(target, 'deep', 'two.txt'), 'utf8')).toBe('two');
});

test('a changed file is copied alone, a deleted one disappears', () => {
  const { source, target } = makeSource();
  mirrorFolder(source, target);
  writeFileSync(join(source, 'one.txt'), 'one more');
  rmSync(join(source, 'deep'), { recursive: true });
  expect(mirrorFolder(source, target)).toBe(1);
  expect(readFileSync(join(target, 'one.txt'), 'utf8')).toBe('one more');
  expect(existsSync(join(target, 'deep'))).toBe(false);
});

test('a folder that became a file, and the reverse, are followed', () => {
  const { source, target } = makeSource();
  mirrorFolder(source, target);
  rmSync(join(source, 'deep'), { recursive: true });
  writeFileSync(join(source, 'deep'), 'now a file');
  rmSync(join(source, 'one.txt'));
  mkdirSync(join(source, 'one.txt'));
  mirrorFolder(source, target);
  expect(readFileSync(join(target, 'deep'), 'utf8')).toBe('now a file');
  expect(statSync(join(target, 'one.txt')).isDirectory()).toBe(true);
});

test.skipIf(process.platform === 'win32')('another user can read the copy of a private file', () => {
  const { source, target } = makeSource();
  mirrorFolder(source, target);
  expect(statSync(join(target, 'one.txt')).mode & 0o777).toBe(0o644);
});
