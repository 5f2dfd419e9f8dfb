import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followScreenshot } from './screenshot.ts';
import { temporaryFolder } from './temporary-folder.ts';

// The last chunk of every PNG file: no data, "IEND", its checksum.
const END = Buffer.from('0000000049454e44ae426082', 'hex');

test('a whole picture is copied at the latest when following stops; half a picture never', () => {
  const folder = temporaryFolder();
  const from = join(folder, 'from.png');
  const to = join(folder, 'out', 'to.png');
  followScreenshot(from, to)();
  writeFileSync(from, 'half of it');
  followScreenshot(from, to)();
  expect(existsSync(to)).toBe(false);
  const picture = Buffer.concat([Buffer.from('picture'), END]);
  writeFileSync(from, picture);
  followScreenshot(from, to)();
  expect(readFileSync(to).equals(picture)).toBe(true);
});
