import { describe, expect, it } from 'vitest';
import { languages } from '../../entities/building-blocks.ts';
import { letterStanding } from './letter-language.ts';

describe('a letter of a municipality', () => {
  it('is official in Dutch only', () => {
    expect(languages.filter((language) => letterStanding(language) === 'official')).toEqual(['nl']);
  });
  it('is official in French too where there are facilities, and in nothing else', () => {
    expect(languages.filter((language) => letterStanding(language, ['fr']) === 'official')).toEqual(['nl', 'fr']);
  });
});
