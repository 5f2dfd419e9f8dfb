import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import {
  type LetterStyle,
  LetterStyle as LetterStyleSchema,
  type LetterValues,
} from '@onthaal/contract/letters/letters.ts';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill-template.ts';
import type { LetterWords } from './letter-words.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'letter-templates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const style = JSON.parse(read('style.json')) as LetterStyle;
const words = (language: Language): LetterWords => JSON.parse(read(`words/${language}.json`)) as LetterWords;
const dutch = { words: words('nl'), isTranslation: false };
const files = (name: string) => ({
  page: read('page.mustache'),
  css: read('page.css'),
  content: read(`${name}.mustache`),
});

const hostile = `<script>alert(1)</script><img src=x onerror="alert(1)">{{title}}{{{style}}}'"&`;
const values: LetterValues = {
  dossierNumber: hostile,
  dossierType: hostile,
  subject: hostile,
  openedOn: '26 november 2026',
  today: '26 november 2026',
  status: hostile,
  dueOn: hostile,
  recipient: hostile,
  addressLines: [hostile, hostile],
  documents: [{ title: hostile, receivedOn: hostile }],
  team: hostile,
  handler: hostile,
  body: `Regel 1\n${hostile}`,
};

describe('the style that comes along', () => {
  it('is a style', () => {
    expect(Compile(LetterStyleSchema).Check(style)).toBe(true);
  });
});

describe.each(['receipt', 'letter'])('the template %s', (name) => {
  it('lets nothing of the data in as markup', () => {
    const page = fillTemplate(files(name), 'Titel', dutch, style, values);
    expect(page).not.toMatch(/<script|<img src=x|onerror="/i);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;&#x2F;script&gt;');
    // What looks like a placeholder in the data is text.
    expect(page).toContain('{{title}}{{{style}}}');
  });
  it('has its title, its language, one heading and no placeholder that nobody fills', () => {
    const page = fillTemplate(files(name), 'Titel', dutch, style, { ...values, ...plain });
    expect(page).toContain('<title>Titel</title>');
    expect(page).toContain('<html lang="nl-BE">');
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page).not.toContain('{{');
    expect(page).toContain('Testaert');
    expect(page).toContain(style.municipality);
  });
});

const plain = Object.fromEntries(
  Object.keys(values).map((key) => [
    key,
    key === 'documents' ? [] : key === 'addressLines' ? ['Kerkstraat 1'] : 'Testaert',
  ]),
) as unknown as LetterValues;

describe('a template that asks for raw text', () => {
  it.each(['{{{recipient}}}', '{{&recipient}}', '{{ & recipient }}'])('gets it escaped: %s', (content) => {
    const page = fillTemplate({ page: '{{> content}}', css: '', content }, '', dutch, style, {
      ...values,
      recipient: '<b>',
    });
    expect(page).toBe('&lt;b&gt;');
  });
});

describe('the files', () => {
  it('ask nothing of any server', () => {
    for (const name of readdirSync(folder).filter((file) => /\.(mustache|css)$/.test(file))) {
      expect(read(name)).not.toMatch(/https?:|url\(|@import|<script|<link/i);
    }
  });
});

describe.each(languages)('the words in %s', (language) => {
  it('are the same as in every language, none of them empty', () => {
    expect(Object.keys(words(language))).toEqual(Object.keys(words('nl')));
    expect(Object.values(words(language)).filter((word) => word.trim() === '')).toEqual([]);
  });
  it.each(['receipt', 'letter'])('fill the template %s, which says that it is a translation when it is one', (name) => {
    const filled = { ...values, ...plain };
    const page = fillTemplate(files(name), 'Titel', { words: words(language), isTranslation: true }, style, filled);
    expect(page).toContain(`<html lang="${words(language).locale}">`);
    expect(page).toContain(words(language).translationNote);
    expect(page).not.toMatch(/\{(?:municipality|recipient|today)\}/);
    const own = fillTemplate(files(name), 'Titel', { words: words(language), isTranslation: false }, style, filled);
    expect(own).not.toContain(words(language).translationNote);
  });
});
