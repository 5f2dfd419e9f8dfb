import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInside, servedFile } from './served-file.ts';

const folders = { renderer: '/opt/onthaal/renderer', recovery: '/opt/onthaal/recovery' };
const get = (url: string) => servedFile({ method: 'GET', url }, folders);

describe('the file behind an app:// request', () => {
  test('the root is the index page', () => {
    const expected = { found: true, file: '/opt/onthaal/renderer/index.html', contentType: 'text/html; charset=utf-8' };
    expect(get('app://onthaal/')).toEqual(expected);
    expect(get('app://onthaal/index.html?x=1#/dossiers')).toEqual(expected);
  });

  test('assets and recovery files have their own folders', () => {
    expect(get('app://onthaal/assets/index-1a2b.js')).toMatchObject({
      file: '/opt/onthaal/renderer/assets/index-1a2b.js',
    });
    expect(get('app://onthaal/recovery.html')).toMatchObject({ file: '/opt/onthaal/recovery/recovery.html' });
  });

  test.each([
    ['app://onthaal/../secret.html', 'the URL parser itself folds this'],
    ['app://onthaal/..%2f..%2fetc/passwd.txt', 'encoded slashes'],
    ['app://onthaal/%2e%2e/%2e%2e/renderer-private/index.html', 'encoded dots'],
    ['app://onthaal/..%5c..%5cWindows%5cwin.txt', 'backslashes'],
    ['app://onthaal/C:%5cWindows%5cwin.txt', 'a drive'],
    ['app://onthaal/index.html::$DATA', 'an alternate stream'],
    ['app://onthaal/index.html%00.png', 'NUL'],
    ['app://onthaal/%E0%A4%A', 'a broken escape'],
    ['app://onthaal.evil.example/index.html', 'another host that begins alike'],
    ['app://evil/index.html', 'another host'],
    ['app://onthaal:81/index.html', 'a port'],
    ['app://user:password@onthaal/index.html', 'credentials'],
    ['https://onthaal/index.html', 'another scheme'],
    ['file:///opt/onthaal/renderer/index.html', 'a file'],
    ['app://onthaal/store.db', 'a kind of file that is not served'],
    ['not a url', 'no URL'],
  ])('%s is never served from outside (%s)', (url) => {
    const answer = get(url);
    if (answer.found) expect(answer.file.startsWith('/opt/onthaal/renderer/')).toBe(true);
    else expect([400, 403, 404]).toContain(answer.status);
  });

  test('only reading is possible', () => {
    expect(servedFile({ method: 'POST', url: 'app://onthaal/index.html' }, folders)).toEqual({
      found: false,
      status: 405,
    });
  });

  test('whatever is asked, what is served lies inside one of the two folders', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      'a',
      'index.html',
      'x.js',
      '%00',
      ':',
      '//',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const answer = get(`app://onthaal/${pieces.join('')}`);
        if (!answer.found) return true;
        return [folders.renderer, folders.recovery].some((folder) => answer.file.startsWith(folder + path.sep));
      }),
      { numRuns: 2000 },
    );
  });

  test('a folder beside ours with the same beginning is outside', () => {
    expect(isInside('/opt/onthaal/renderer', '/opt/onthaal/renderer-private/x.js')).toBe(false);
    expect(isInside('/opt/onthaal/renderer', '/opt/onthaal/renderer/x.js')).toBe(true);
    expect(isInside('/opt/onthaal/renderer', '/opt/onthaal/renderer')).toBe(false);
  });
});
