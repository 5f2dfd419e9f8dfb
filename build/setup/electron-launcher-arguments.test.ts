import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const { readArguments } = createRequire(import.meta.url)('./electron-launcher/read-arguments.js') as {
  readArguments: (args: readonly string[]) => { modules: string[]; application: string | undefined };
};

test('the application is the first word that is not a switch', () => {
  const words = ['--inspect=0', '--remote-debugging-port=0', 'desk', '--user-data-dir=/x', 'other'];
  expect(readArguments(words)).toEqual({ modules: [], application: resolve('desk') });
});

test('modules to load first are taken from either spelling', () => {
  expect(readArguments(['-r', '/a.js', '--inspect=0', '--require', '/b.js', '/desk'])).toEqual({
    modules: [resolve('/a.js'), resolve('/b.js')],
    application: resolve('/desk'),
  });
});

test('without an application there is none', () => {
  expect(readArguments(['--version', '-r'])).toEqual({ modules: [], application: undefined });
});
