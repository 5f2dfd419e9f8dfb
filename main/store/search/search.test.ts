import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { foldText, tokenise } from '@onthaal/contract/rules/search/index.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalStore } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { searchEntryOf } from './search-entry.ts';
import { numbersIn } from './search-query.ts';

const givenNames = ['Marie-Hélène', 'Łukasz', 'Aïsha', 'Jan', 'Zoë', 'Élise', 'Björn', 'Noor', 'Thomas', 'Gülşen'];
const familyNames = [
  "D'Hondt",
  'Van den Broeck',
  'Peeters',
  'Wiśniewski',
  'Lefèvre',
  'Verstraete',
  'El Amrani',
  'De Smet',
  'Öztürk',
  'IJzermans',
];
const streets = ['Kerkstraat', 'Gentsesteenweg', 'Molendreef', 'Sint-Annaplein'];

const folder = testFolder();
let store: LocalStore;
const persons: DocumentOf<'persons'>[] = [];

async function search(text: string, limitPerGroup = 50) {
  return store.read('searchEverything', { text, limitPerGroup });
}

async function personIds(text: string): Promise<string[]> {
  const result = await search(text);
  return result.groups.filter((group) => group.kind === 'person').flatMap((group) => group.hits.map((hit) => hit.id));
}

beforeAll(async () => {
  store = await LocalStore.open(folder);
  let number = 0;
  for (const familyName of familyNames) {
    for (const givenName of givenNames.slice(0, 4 + (number % 5))) {
      const streetName = streets[number % streets.length] ?? '';
      number += 1;
      const { written } = await store.run('createPerson', {
        kind: 'citizen',
        givenName,
        familyName,
        language: 'nl',
        address: { streetName, houseNumber: String(number), postalCode: '9990', municipality: 'Lindervelde' },
        phoneNumber: `0470 12 3${number % 10} ${10 + (number % 90)}`,
      });
      const card = await store.read('personCard', { personId: written[0]?.documentId ?? '' });
      persons.push(card.person);
    }
  }
});
afterAll(() => store.store.close());

/** Every word of the text starts some word of the record: what the search promises for words that exist. */
function matches(person: DocumentOf<'persons'>, text: string): boolean {
  const entry = searchEntryOf('persons', person);
  const words = [entry.name, entry.number, entry.address, entry.words].join(' ').split(' ');
  return tokenise(text).every((token) => words.some((word) => word.startsWith(token)));
}

describe('searchEverything', () => {
  it('finds a person by every typed start of the name, with or without diacritics', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(persons.length - 1), fc.nat(40), fc.boolean(), async (index, length, plain) => {
        const person = persons[index];
        if (person === undefined) return;
        const typed = person.displayName.slice(0, 1 + (length % person.displayName.length));
        if (tokenise(typed).length === 0) return;
        const total = persons.filter((other) => matches(other, typed)).length;
        const result = await search(plain ? foldText(typed) : typed);
        const group = result.groups.find((found) => found.kind === 'person');
        expect(group?.total).toBe(total);
        if (total <= 50) expect(group?.hits.map((hit) => hit.id)).toContain(person.id);
      }),
      { numRuns: 150 },
    );
  });

  it('counts exactly what a plain look at all records counts', async () => {
    const words = [
      ...new Set(persons.flatMap((person) => tokenise(`${person.displayName} ${person.address?.streetName}`))),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
        fc.nat(6),
        async (chosen, cut) => {
          const text = chosen.map((word) => word.slice(0, Math.max(1, word.length - cut))).join(' ');
          const expected = persons.filter((person) => matches(person, text)).length;
          const result = await search(text);
          // Words that together find nothing are read forgivingly: then more may be found, and it is said.
          if (expected === 0) {
            const found = result.groups.length > 0;
            expect(found ? result.corrections.length > 0 : true).toBe(true);
            return;
          }
          expect(result.groups.find((group) => group.kind === 'person')?.total).toBe(expected);
          expect(result.corrections).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('forgives one wrong, missing, extra or swapped letter and says how it read the word', async () => {
    const long = ['Verstraete', 'Peeters', 'Lefèvre', 'Wiśniewski', 'Öztürk'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...long),
        fc.nat(20),
        fc.constantFrom('wrong', 'missing', 'extra', 'swapped'),
        async (name, position, kind) => {
          const letters = Array.from(foldText(name));
          // The first letter right, as nearly always; and no error that gives another start of an existing word.
          const at = 1 + (position % (letters.length - 2));
          if (kind === 'wrong') letters[at] = 'q';
          if (kind === 'missing') letters.splice(at, 1);
          if (kind === 'extra') letters.splice(at, 0, 'q');
          if (kind === 'swapped') {
            const [one, other] = [letters[at] ?? '', letters[at + 1] ?? ''];
            letters[at] = other;
            letters[at + 1] = one;
          }
          const typed = letters.join('');
          const result = await search(typed);
          const group = result.groups.find((found) => found.kind === 'person');
          const expected = persons.filter((person) => person.familyName === name).length;
          expect(group?.total ?? 0).toBeGreaterThanOrEqual(expected);
          if (!tokenise(name).some((word) => word.startsWith(typed))) {
            expect(result.corrections[0]?.readAs).toContain(foldText(name));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('marks what matched in the text that is shown', async () => {
    const [hit] = (await search('hondt aisha')).groups[0]?.hits ?? [];
    expect(hit?.title).toBe("Aïsha D'Hondt");
    const marked = hit?.titleRanges.map(({ start, end }) => hit.title.slice(start, end));
    expect(marked).toContain('Aïsha');
  });

  it('puts the exact name before names that only start so', async () => {
    const exact = await store.run('createPerson', { kind: 'citizen', familyName: 'Jan', language: 'nl' });
    const [first] = await personIds('jan');
    expect(first).toBe(exact.written[0]?.documentId);
    persons.push((await store.read('personCard', { personId: first ?? '' })).person);
  });

  it('is never stale: the old words are gone and the new ones are there with the answer of the command', async () => {
    const person = persons[3];
    if (person === undefined) throw new Error('no person');
    const { houseNumber } = person.address ?? { houseNumber: '' };
    for (const [index, streetName] of ['Eerstelaan', 'Tweedelaan', 'Derdelaan'].entries()) {
      await store.run('updatePerson', {
        personId: person.id,
        changes: { address: { streetName, houseNumber, postalCode: '9991', municipality: 'Oosterlo' } },
      });
      expect(await personIds(streetName.toLowerCase())).toEqual([person.id]);
      if (index > 0) expect(await personIds('eerstelaan')).toEqual([]);
    }
  });

  it('opens the one record with the typed number', async () => {
    const insz = '88.63.12-902.57';
    const { written } = await store.run('createPerson', {
      kind: 'citizen',
      familyName: 'Nummers',
      nationalNumber: insz,
      language: 'nl',
    });
    const id = written[0]?.documentId;
    for (const typed of [insz, '88631290257', ' 88 63 12 902 57 ']) {
      const result = await search(typed);
      expect(result.exactHit).toMatchObject({ kind: 'person', id, exact: true });
    }
    expect((await search('88631290')).groups[0]?.hits.map((hit) => hit.id)).toEqual([id]);
    expect((await search('88631290')).exactHit).toBeUndefined();
  });

  it('finds a phone number however it is written', async () => {
    const person = persons[10];
    const number = person?.phoneNumbers[0]?.number ?? '';
    for (const typed of [number, number.replaceAll(' ', ''), `+32${number.replaceAll(' ', '').slice(1)}`]) {
      expect(await personIds(typed)).toContain(person?.id);
    }
  });

  it('ranks among the newest of very many, and never loses an exact name or one that starts so', async () => {
    const create = async (familyName: string) => {
      const { written } = await store.run('createPerson', { kind: 'citizen', familyName, language: 'nl' });
      return written[0]?.documentId ?? '';
    };
    const exact = await create('Massaal');
    const startsSo = await create('Massaal Eerst');
    const others: string[] = [];
    for (let index = 0; index < 260; index += 1) others.push(await create(`Zeer Massaal${index}`));
    const result = await search('massaal', 5);
    const group = result.groups.find(({ kind }) => kind === 'person');
    expect(group).toMatchObject({ total: 262, more: false });
    const newest = others.slice(-3).reverse();
    expect(group?.hits.map(({ id }) => id)).toEqual([exact, startsSo, ...newest]);
  });

  it('finds words of any script, also with letters that SQLite does not know', async () => {
    const { written } = await store.run('createPerson', { kind: 'citizen', familyName: 'ꓐᳲ0x', language: 'nl' });
    expect(await personIds('ꓐᳲ0')).toEqual([written[0]?.documentId]);
  });

  it('reads a dossier number that is being typed as the start of a number', () => {
    for (const typed of ['2025-lv-00', '2025 LV 00', ' 2025lv00', '2025/lv/00-']) {
      expect(numbersIn(typed)).toMatchObject({ start: '2025-LV-00', startsDossier: true });
    }
    expect(numbersIn('2025-l')).toMatchObject({ start: '2025-L', startsDossier: true });
    expect(numbersIn('2025-')).toMatchObject({ start: '2025', startsDossier: false });
    for (const typed of ['kerkstraat 2025', '2025 aanvraag', 'lv 2025', '20 lv']) {
      expect(numbersIn(typed).startsDossier).toBe(false);
    }
  });

  it('stands any text without an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 })),
        async (text) => {
          const result = await search(text, 3);
          expect(result.text).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a dossier number that is being typed', () => {
  it('is looked up as the start of a number; whole, it is also looked for where others mention it', () => {
    for (const half of ['2026-lv', '2026 lv 0', '2026-lv-0997', '2026lv']) {
      expect(numbersIn(half)).toMatchObject({ startsDossier: true, isWholeDossier: false });
    }
    for (const whole of ['2026-lv-09977', '2026 LV 09977', '2026-lv-123456']) {
      expect(numbersIn(whole)).toMatchObject({ startsDossier: true, isWholeDossier: true });
    }
    expect(numbersIn('2026')).toMatchObject({ startsDossier: false, isWholeDossier: false, start: '2026' });
  });
});
