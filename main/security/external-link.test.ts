import { describe, expect, test } from 'vitest';
import { isApplicationUrl, isNavigationAllowed } from './application-origin.ts';
import { safeExternalUrl } from './external-link.ts';

describe('links that open outside Onthaal', () => {
  test.each([
    ['https://www.vlaanderen.be/bouwen?x=1#top', 'https://www.vlaanderen.be/bouwen?x=1#top'],
    ['HTTPS://WWW.Vlaanderen.BE', 'https://www.vlaanderen.be/'],
    ['tel:+3291234567', 'tel:+3291234567'],
    ['mailto:info@lindervelde.example?subject=Uw%20dossier', 'mailto:info@lindervelde.example?subject=Uw%20dossier'],
    ['mailto:a@b.example?attach=/etc/passwd&subject=x', 'mailto:a@b.example?subject=x'],
  ])('%s opens as %s', (text, expected) => {
    expect(safeExternalUrl(text)).toEqual({ ok: true, value: expected });
  });

  test('a plain http address opens only at the mid-office of a demo or test', () => {
    const trusted = 'http://127.0.0.1:8080';
    const login = 'http://127.0.0.1:8080/login/start?port=1';
    expect(safeExternalUrl(login, trusted)).toEqual({ ok: true, value: login });
    for (const other of ['http://127.0.0.1:8081/', 'http://a@127.0.0.1:8080/', 'http://127.0.0.1:8080.evil.example/']) {
      expect(safeExternalUrl(other, trusted).ok).toBe(false);
    }
  });

  test.each([
    'http://www.vlaanderen.be',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'app://onthaal/index.html',
    'https://user:password@evil.example',
    'https://',
    'tel:*#06#;ext=1',
    '\\\\server\\share',
    'https://evil.example/\u0000',
    'java\nscript:alert(1)',
    '',
    `https://example.org/${'x'.repeat(2100)}`,
  ])('%s is refused', (text) => {
    expect(safeExternalUrl(text)).toMatchObject({ ok: false, error: { code: 'ARGUMENT_INVALID' } });
  });
});

describe('navigation', () => {
  test('only the application itself may be loaded again', () => {
    expect(isNavigationAllowed('app://onthaal/index.html')).toBe(true);
    expect(isNavigationAllowed('app://onthaal/')).toBe(true);
    expect(isNavigationAllowed('app://onthaal/index.html#/dossiers')).toBe(true);
  });

  test.each([
    'app://onthaal/index.html?next=https://evil.example',
    'app://onthaal/recovery.html',
    'https://evil.example/?next=app://onthaal/index.html',
    'app://onthaal.evil.example/index.html',
    'app://onthaal@evil.example/index.html',
    'file:///index.html',
    'about:blank',
    'javascript:alert(1)',
    '',
  ])('%s is not', (url) => {
    expect(isNavigationAllowed(url)).toBe(false);
  });

  test('an origin that begins alike is not ours', () => {
    expect(isApplicationUrl('app://onthaal2/')).toBe(false);
    expect(isApplicationUrl('APP://onthaal/')).toBe(true);
  });
});
