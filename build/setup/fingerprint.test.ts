import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { fingerprint, integrityOf, readJson, readText, writeWhenChanged } from './fingerprint.mjs';

const folder = temporaryFolder();

test('two lists of texts have the same fingerprint only when they are equal', () => {
  const texts = fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const equal = JSON.stringify(one) === JSON.stringify(other);
      expect(fingerprint(one) === fingerprint(other)).toBe(equal);
    }),
  );
  expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
});

test('the integrity of a file is written as npm writes it', async () => {
  const file = join(folder, 'abc');
  writeFileSync(file, 'abc');
  // The SHA-512 example of FIPS 180-2, appendix C.1.
  expect(await integrityOf(file)).toBe(
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
  );
});

test('a file is written when its text changes and left alone otherwise', () => {
  const file = join(folder, 'deep', 'file.txt');
  expect(writeWhenChanged(file, 'one')).toBe(true);
  const before = statSync(file).ino;
  expect(writeWhenChanged(file, 'one')).toBe(false);
  expect(statSync(file).ino).toBe(before);
  expect(writeWhenChanged(file, 'two')).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('two');
});

test('absent and damaged files read as null', () => {
  const damaged = join(folder, 'damaged.json');
  writeFileSync(damaged, '{"half": ');
  expect(readText(join(folder, 'absent'))).toBeNull();
  expect(readJson(join(folder, 'absent'))).toBeNull();
  expect(readJson(damaged)).toBeNull();
});
