import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { AppointmentPaper } from '@onthaal/contract/letters/appointment-paper.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import { paperPurposes } from '@onthaal/contract/rules/messages/index.ts';
import { describe, expect, it } from 'vitest';
import { appointmentTicket, appointmentView, paperLanguages } from './appointment-paper.ts';
import { fillTemplate, titleOf } from './fill-template.ts';
import type { LetterWords } from './letter-words.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'letter-templates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const style = JSON.parse(read('style.json')) as LetterStyle;
const wordsIn = (language: Language): LetterWords => JSON.parse(read(`words/${language}.json`)) as LetterWords;
const paper: AppointmentPaper = {
  ...{ purpose: 'confirmation', language: 'nl', printedAt: '2026-11-27T09:00:00.000Z', mode: 'physical' },
  ...{
    startsAt: '2026-12-01T09:20:00.000Z',
    subject: { name: 'Rijbewijs <b>', names: { fr: 'Permis <b>' } },
    code: 'A2345678',
  },
  ...{
    place: 'Gemeentehuis',
    room: 'Loket 3',
    bring: [{ name: 'Identiteitskaart', names: { fr: 'Carte d’identité' } }, { name: 'Pasfoto' }],
  },
  ...{ recipient: '<b>Marie', addressLines: ['Kerkstraat 1'] },
};
const wordsOf = (one: AppointmentPaper, own = style) => paperLanguages(one.language, own).map(wordsIn);

function pageOf(one: AppointmentPaper, own = style): string {
  const words = wordsOf(one, own);
  const files = { page: read('page.mustache'), css: read('page.css'), content: read('appointment.mustache') };
  const [first = {}] = words;
  const view = appointmentView(own, one, words);
  return fillTemplate(files, titleOf('appointment', first), { words: first, isTranslation: false }, own, view);
}

describe.each(languages)('the paper about an appointment in %s', (language) => {
  it.each(paperPurposes)('says in both languages what a %s says, and lets no markup in', (purpose) => {
    const page = pageOf({ ...paper, language, purpose });
    expect(page).not.toMatch(/\{\{|\{(?:code|when|municipality)\}|<b>/);
    expect(page).toContain('&lt;b&gt;Marie');
    expect(page).toContain('dinsdag 1 december 2026, 10:20');
    for (const one of paperLanguages(language, style)) {
      const name = `appointment${purpose[0]?.toUpperCase()}${purpose.slice(1)}`;
      expect(page).toContain(`<h1>${wordsIn(one)[name]}</h1>`);
      expect(page).toContain(`lang="${wordsIn(one).locale}"`);
    }
    expect(page.includes(wordsIn(language).translationFollows ?? '')).toBe(language !== 'nl');
    // Papers to bring are for who comes.
    expect(page.includes('Pasfoto')).toBe(purpose !== 'cancellation');
    // How one reaches us, once for each language.
    expect(page.split('<ul class="reach"><li>09 555 00 00</li>').length - 1).toBe(language === 'nl' ? 1 : 2);
  });

  it('asks who joins from afar to bring nothing along', () => {
    const { appointmentConfirmationText: here = '', appointmentConfirmationDigitalText: afar = '' } = wordsIn(language);
    const sentence = (text: string) => text.replace('{municipality}', style.municipality);
    const shown = pageOf({ ...paper, language, mode: 'digital' });
    expect(shown).toContain(sentence(afar));
    expect(shown).not.toContain(sentence(here));
    expect(pageOf({ ...paper, language })).toContain(sentence(here));
  });

  it('is a ticket without a name, of characters that its printer has', () => {
    const one = { ...paper, language };
    const ticket = appointmentTicket(style, one, wordsOf(one));
    const all = JSON.stringify(ticket);
    expect(all).not.toMatch(/Marie|Kerkstraat|\{code\}/);
    expect(all).not.toMatch(/[\u00a0\u202f]/);
    expect(ticket).toMatchObject({ large: '10:20', qrCode: 'A2345678' });
    expect(ticket.lines).toEqual(
      expect.arrayContaining(['dinsdag 1 december 2026, 10:20', '- Pasfoto', '09 555 00 00']),
    );
    expect(ticket.lines.includes('* * *')).toBe(language !== 'nl');
  });
});

it('says what it is for and what to bring in the language of each part, and marks what is Dutch in a translation', () => {
  const page = pageOf({ ...paper, language: 'fr' });
  const [dutch = '', french = ''] = page.split('<section').slice(1);
  expect(dutch).toContain('<dd lang="nl-BE">Rijbewijs &lt;b&gt;</dd>');
  expect(dutch).toContain('<li lang="nl-BE">Identiteitskaart</li><li lang="nl-BE">Pasfoto</li>');
  expect(french).toContain('<dd lang="fr-BE">Permis &lt;b&gt;</dd>');
  expect(french).toContain('<li lang="fr-BE">Carte d’identité</li><li lang="nl-BE">Pasfoto</li>');
  const one: AppointmentPaper = { ...paper, language: 'fr' };
  const { lines } = appointmentTicket(style, one, wordsOf(one));
  expect(lines.filter((line) => /^- |^Rijbewijs|^Permis/.test(line))).toEqual([
    ...['Rijbewijs <b>', '- Identiteitskaart', '- Pasfoto', 'Permis <b>', '- Carte d’identité', '- Pasfoto'],
  ]);
});

it('is in the language of the citizen alone where the municipality has to answer in it', () => {
  const facilities: LetterStyle = { ...style, languagesAtRequest: ['fr'] };
  const page = pageOf({ ...paper, language: 'fr' }, facilities);
  expect(page).toContain('<html lang="fr-BE">');
  expect(page).not.toContain('Traduction');
  expect(page).not.toContain('Wanneer');
});

it('says how many come when it is more than one, and where one joins from afar', () => {
  expect(pageOf(paper)).not.toContain('Aantal personen');
  expect(pageOf({ ...paper, persons: 3 })).toMatch(/Aantal personen<\/dt><dd>3</);
  const { place: _place, room: _room, ...afar } = paper;
  const page = pageOf({ ...afar, mode: 'digital', meetingLink: 'https://video.example/a' });
  expect(page).toContain('video.example');
  expect(page).not.toContain('>Waar<');
});
