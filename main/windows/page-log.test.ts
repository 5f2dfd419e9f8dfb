import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import type { Log } from '../logging/log.ts';
import { logPage } from './page-log.ts';

/** Contents that only tell; both shapes of the event exist in the Electrons we run in. */
function listen() {
  const contents = new EventEmitter();
  const lines: string[] = [];
  const log: Log = {
    write: (level, area, message, fields) => lines.push(`${level} ${area} ${message} ${fields?.place ?? ''}`),
    problem: () => undefined,
    flushSync: () => undefined,
  };
  logPage(contents as unknown as WebContents, log);
  return { contents, lines };
}

test('warnings and errors are taken in the shape of the older Electron', () => {
  const { contents, lines } = listen();
  for (const level of [0, 1, 2, 3])
    contents.emit('console-message', {}, level, `level ${level}`, 12, 'app://onthaal/x.js');
  expect(lines).toEqual([
    'warn renderer level 2 app://onthaal/x.js:12',
    'error renderer level 3 app://onthaal/x.js:12',
  ]);
});

test('and in the shape of the newer one', () => {
  const { contents, lines } = listen();
  for (const level of ['debug', 'info', 'warning', 'error']) {
    contents.emit('console-message', {
      level,
      message: `level ${level}`,
      lineNumber: 12,
      sourceId: 'app://onthaal/x.js',
    });
  }
  expect(lines).toEqual([
    'warn renderer level warning app://onthaal/x.js:12',
    'error renderer level error app://onthaal/x.js:12',
  ]);
});
