import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { translationsOf } from './citizen-words.ts';
import { referenceRow } from './row.ts';

type Tree = ReferenceData['decisionTree'];
type Answer = Tree['questions'][number]['answers'][number];

const product = (text: string, productCode: string, more: Partial<Answer> = {}): Answer => ({
  ...{ text, productCode },
  ...more,
});
const ask = (text: string, questionId: string): Answer => ({ text, questionId });
const question = (id: string, text: string, ...answers: Answer[]) => ({ id, text, answers });

/** What citizens say when they come, and the questions that lead from there to a product. */
const trees: readonly (readonly [code: string, name: string, ...questions: Tree['questions']])[] = [
  [
    'kaart',
    'Mijn kaart, reispas of rijbewijs',
    question(
      'wat',
      'Waarover gaat het?',
      ask('Mijn identiteitskaart', 'kaart'),
      ask('De kaart van mijn kind', 'kind'),
      product('Een reispas', 'reispas'),
      product('Een rijbewijs', 'rijbewijs'),
    ),
    question(
      'kaart',
      'Wat is er met de kaart?',
      product('Ze vervalt, is kapot of ben ik kwijt', 'eid-aanvraag'),
      product('Ik kreeg de brief om ze af te halen', 'eid-afhalen'),
      product('Ik ken mijn pincode niet meer', 'pincode'),
    ),
    question(
      'kind',
      'Hoe oud is het kind?',
      product('Jonger dan 12', 'kids-id', { persons: 2 }),
      product('12 of ouder', 'eid-aanvraag', { persons: 2 }),
    ),
  ],
  [
    'verhuizen',
    'Ik ben verhuisd of ga verhuizen',
    question(
      'met-hoeveel',
      'Wie verhuist er?',
      product('Ik alleen', 'adreswijziging', { persons: 1 }),
      product('Wij met twee', 'adreswijziging', { persons: 2 }),
      product('Een gezin', 'adreswijziging', { persons: 4 }),
      product('Ik wil een bewonerskaart voor mijn wagen', 'bewonerskaart'),
    ),
  ],
  [
    'familie',
    'Een geboorte, huwelijk of overlijden',
    question(
      'wat',
      'Wat wilt u aangeven?',
      product('Een geboorte', 'geboorteaangifte'),
      product('Een huwelijk', 'huwelijksaangifte', { persons: 2 }),
      product('Een overlijden', 'overlijden'),
    ),
  ],
  [
    'bouwen',
    'Ik wil bouwen of verbouwen',
    question(
      'hoever',
      'Hoe ver staat u?',
      product('Ik heb een idee en wil weten wat mag', 'verbouwen'),
      ask('Ik heb een aanvraag of ga er een indienen', 'aanvraag'),
      product('Ik wil weten of er een premie is', 'premie-renovatie'),
      product('Ik moet een stuk straat innemen', 'inname'),
    ),
    question(
      'aanvraag',
      'Wilt u naar het gemeentehuis komen?',
      product('Ja', 'vergunning', { mode: 'physical' }),
      product('Liever met een videogesprek', 'vergunning', { mode: 'digital' }),
      product('Ik kom, mijn architect is er met video bij', 'vergunning', { mode: 'hybrid', persons: 2 }),
    ),
  ],
  [
    'hulp',
    'Ik heb hulp nodig',
    question(
      'welke',
      'Waarbij?',
      product('Met geld, wonen of papieren', 'sociale-hulp'),
      product('Ik zorg voor iemand', 'mantelzorg'),
      product('In het huishouden, of warme maaltijden', 'thuiszorg'),
    ),
  ],
  [
    'attest',
    'Ik heb een attest of handtekening nodig',
    question(
      'welk',
      'Wat hebt u nodig?',
      product('Een bewijs van waar ik woon', 'attest-woonst'),
      product('Een uittreksel uit het strafregister', 'uittreksel-strafregister'),
      product('Een handtekening wettigen', 'wettiging'),
      product('Ik wil een document van de gemeente inkijken', 'inzage'),
    ),
  ],
  [
    'organiseren',
    'Ik organiseer iets of heb een vereniging',
    question(
      'wat',
      'Waarover gaat het?',
      product('Een fuif, stoet of feest', 'evenement'),
      product('Geld voor mijn vereniging', 'subsidie'),
      product('Een factuur of belasting', 'belasting'),
    ),
  ],
];

/** With its translations, where there are any. */
function translated<Row extends { readonly text: string }>(row: Row): Row {
  const names = translationsOf(row.text);
  return names === undefined ? row : { ...row, names };
}

export const decisionTreeRows: readonly Reference[] = trees.map(([code, name, ...questions], order) => {
  const names = translationsOf(name);
  return referenceRow('decisionTree', `decisiontree-${code}`, code, name, {
    ...{ order, ...(names === undefined ? {} : { names }) },
    questions: questions.map((one) => ({ ...translated(one), answers: one.answers.map(translated) })),
  });
});
