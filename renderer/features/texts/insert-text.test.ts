import { fillText } from '@onthaal/contract/rules/texts/index.ts';
import { describe, expect, it } from 'vitest';
import { insertionOf } from './insert-text.ts';

describe('insertionOf', () => {
  const body = 'Beste {{person.displayName}}, uw dossier {{dossier.number}}';

  it('says where the first gap is, so that typing fills it', () => {
    const { text, gap } = insertionOf(fillText(body, 'nl', { 'person.displayName': 'Marie' }));
    expect(text).toBe('Beste Marie, uw dossier [dossiernummer]');
    expect(text.slice(...(gap ?? [0, 0]))).toBe('[dossiernummer]');
  });

  it('has no gap when everything is known', () => {
    const values = { 'person.displayName': 'Marie', 'dossier.number': '2026-LV-1' };
    expect(insertionOf(fillText(body, 'nl', values))).toEqual({ text: 'Beste Marie, uw dossier 2026-LV-1' });
  });
});
