import { describe, expect, it } from 'vitest';
import { languages } from '../../entities/building-blocks.ts';
import { nameIn } from './name-in.ts';

describe('the name of a product', () => {
  it('is that of the language, else the Dutch one, and says which', () => {
    const product = { name: 'Reispas', names: { fr: 'Passeport', de: '  ' } };
    expect(languages.map((language) => nameIn(product, language))).toEqual([
      { name: 'Reispas', language: 'nl' },
      { name: 'Passeport', language: 'fr' },
      { name: 'Reispas', language: 'nl' },
      { name: 'Reispas', language: 'nl' },
    ]);
  });
});
