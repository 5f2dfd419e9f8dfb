import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { InvitationValues } from '@onthaal/contract/letters/invitation.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import { expect, it } from 'vitest';
import { fillTemplate, titleOf } from './fill-template.ts';
import { invitationTicket, invitationView } from './invitation.ts';
import type { LetterWords } from './letter-words.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'letter-templates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const style = JSON.parse(read('style.json')) as LetterStyle;
const wordsIn = (language: Language): LetterWords => JSON.parse(read(`words/${language}.json`)) as LetterWords;
const values: InvitationValues = {
  today: '27 november 2026',
  dossierNumber: '2026-LV-00001',
  recipient: '<b>Marie</b>',
  addressLines: ['Kerkstraat 1'],
  lines: [
    { id: '1', productCode: '1', name: 'Kids-ID', quantity: 2, unitCents: 1250 },
    { id: '2', productCode: '2', name: 'Trouwboekje', quantity: 1, unitCents: 2000 },
  ],
  amountCents: 4500,
  beneficiaryName: 'Gemeente Lindervelde',
  iban: 'BE71096123456769',
  reference: '010806817183',
};

function viewIn(language: Language, changes: Partial<InvitationValues> = {}) {
  const view = invitationView({ ...values, ...changes }, wordsIn(language));
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

it('says amounts, account and communication as they are read, and the code says the same', () => {
  const view = viewIn('nl');
  expect(view).toMatchObject({ account: 'BE71 0961 2345 6769', communication: '+++010/8068/17183+++' });
  expect(view.amount.replaceAll(/\s/g, ' ')).toBe('€ 45,00');
  expect(view.products.map(({ name, amount }) => `${name} ${amount}`.replaceAll(/\s/g, ' '))).toEqual([
    '2 × Kids-ID € 25,00',
    'Trouwboekje € 20,00',
  ]);
  expect(view.payload.split('\n')).toEqual(
    expect.arrayContaining(['BE71096123456769', 'EUR45.00', '+++010/8068/17183+++']),
  );
});

it.each([{ iban: 'BE00096123456769' }, { reference: '010806817184' }, { beneficiaryName: ' ' }])(
  'is not made of what no bank takes: %o',
  (wrong) => {
    expect(invitationView({ ...values, ...wrong }, wordsIn('nl'))).toMatchObject({ ok: false });
  },
);

it.each(languages)('fills its page in %s, and lets no markup in', (language) => {
  const words = wordsIn(language);
  const files = { page: read('page.mustache'), css: read('page.css'), content: read('invitation.mustache') };
  const title = titleOf('invitation', words);
  const page = fillTemplate(files, title, { words, isTranslation: language !== 'nl' }, style, viewIn(language));
  expect(page).toContain(`<title>${title}</title>`);
  expect(page).toContain('&lt;b&gt;Marie');
  expect(page).not.toMatch(/\{\{|\{amount\}/);
  expect(page.match(/<h1[ >]/g)).toHaveLength(1);
});

it.each(languages)('is a ticket without a name in %s, of characters that its printer has', (language) => {
  const ticket = invitationTicket(style, viewIn(language), wordsIn(language));
  const all = JSON.stringify(ticket);
  expect(all).not.toMatch(/Marie|Kerkstraat/);
  expect(all).not.toMatch(/[\u00a0\u202f]/);
  expect(all).toContain('+++010/8068/17183+++');
});
