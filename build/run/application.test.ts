import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { hashSources } from './application.ts';
import { temporaryFolder } from './temporary-folder.ts';

function makeCheckout(): { folder: string; write: (path: string, text: string) => void } {
  const folder = temporaryFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('main/index.ts', 'one');
  write('renderer/app/app.tsx', 'two');
  write('package-lock.json', '{}');
  return { folder, write };
}

test('the same sources have the same hash, wherever the checkout lies', () => {
  expect(hashSources(makeCheckout().folder)).toBe(hashSources(makeCheckout().folder));
});

test('a changed, a new and a renamed source change the hash', () => {
  const { folder, write } = makeCheckout();
  const seen = new Set([hashSources(folder)]);
  write('renderer/app/app.tsx', 'three');
  seen.add(hashSources(folder));
  write('resources/translations/nl-BE.json', '{}');
  seen.add(hashSources(folder));
  renameSync(join(folder, 'main', 'index.ts'), join(folder, 'main', 'start.ts'));
  seen.add(hashSources(folder));
  write('package-lock.json', '{"a":1}');
  seen.add(hashSources(folder));
  expect(seen.size).toBe(5);
});

test('tests, the mid-office and installed packages do not count', () => {
  const { folder, write } = makeCheckout();
  const before = hashSources(folder);
  write('main/index.test.ts', 'test');
  write('midoffice/main.ts', 'server');
  write('contract/node_modules/x/index.js', 'package');
  expect(hashSources(folder)).toBe(before);
});
