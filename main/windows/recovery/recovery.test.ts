import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import dutch from '../../../resources/translations/nl-BE/desktop.json' with { type: 'json' };

test('what the recovery page says by itself is the Dutch of the catalogue', () => {
  const page = readFileSync(new URL('./recovery.html', import.meta.url), 'utf8');
  const said = [...page.matchAll(/data-text="([\w.]+)"[^>]*>([^<]*)</g)].map(([, key = '', text = '']) => [
    key,
    text.replaceAll(/\s+/g, ' ').trim(),
  ]);
  expect(said.length).toBeGreaterThan(5);
  for (const [key, text] of said) expect(text, key).toBe(dutch[key as keyof typeof dutch]);
});
