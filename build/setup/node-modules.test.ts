import { expect, test } from 'vitest';
import { lockMatchesManifests, outdatedPackages } from './node-modules.mjs';

const react = { version: '19.3.1', integrity: 'sha512-a' };

test('equal packages are not outdated, whatever else is installed', () => {
  const wanted = { '': { version: '0.1.0' }, contract: {}, 'node_modules/react': react };
  expect(outdatedPackages(wanted, { 'node_modules/react': react, 'node_modules/extra': react })).toEqual([]);
});

test('a missing package, another version and another hash are outdated', () => {
  const wanted = { 'node_modules/react': react };
  expect(outdatedPackages(wanted, {})).toEqual(['node_modules/react']);
  expect(outdatedPackages(wanted, { 'node_modules/react': { ...react, version: '19.3.0' } })).toHaveLength(1);
  expect(outdatedPackages(wanted, { 'node_modules/react': { ...react, integrity: 'sha512-b' } })).toHaveLength(1);
});

test('a package for another system may be absent, but not differ', () => {
  const wanted = { 'node_modules/only-mac': { ...react, optional: true } };
  expect(outdatedPackages(wanted, {})).toEqual([]);
  expect(outdatedPackages(wanted, { 'node_modules/only-mac': { version: '1.0.0' } })).toHaveLength(1);
});

test('a lock file belongs to its manifests until one of them asks for something else', () => {
  const wanted = {
    '': { dependencies: { react: '19.3.1' } },
    contract: { devDependencies: { typebox: '1.4.3' } },
    'node_modules/react': { ...react, dependencies: { scheduler: '1' } },
  };
  const manifests: Record<string, Record<string, unknown>> = {
    '': { dependencies: { react: '19.3.1' }, scripts: { start: 'node' } },
    contract: { devDependencies: { typebox: '1.4.3' } },
  };
  const read = (folder: string): Record<string, unknown> => manifests[folder] ?? {};
  expect(lockMatchesManifests(wanted, read)).toBe(true);
  manifests.contract = { devDependencies: { typebox: '1.4.4' } };
  expect(lockMatchesManifests(wanted, read)).toBe(false);
});
