import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { translationsOf } from './citizen-words.ts';
import { namesOf } from './product-names.ts';
import { referenceRow } from './row.ts';

export interface ProductSeed {
  readonly code: string;
  readonly name: string;
  readonly data: ReferenceData['product'];
}

type Modes = 'desk' | 'all';

function product(
  code: string,
  name: string,
  theme: string,
  team: string,
  minutes: readonly [first: number, extra: number],
  modes: Modes,
  bring: readonly string[],
  dossierTypeCode?: string,
): ProductSeed {
  return {
    code,
    name,
    data: {
      theme,
      minutes: minutes[0],
      minutesPerExtraPerson: minutes[1],
      teamId: `team-${team}`,
      modes: modes === 'desk' ? ['physical'] : ['physical', 'digital', 'hybrid'],
      bring: [...bring],
      ...(dossierTypeCode === undefined ? {} : { dossierTypeCode }),
    },
  };
}

const card = 'Uw identiteitskaart';

const offered: readonly ProductSeed[] = [
  product('eid-aanvraag', 'Identiteitskaart aanvragen', 'Burgerzaken', 'burgerzaken', [15, 10], 'desk', [
    'Een recente pasfoto',
    card,
  ]),
  product('eid-afhalen', 'Identiteitskaart afhalen', 'Burgerzaken', 'burgerzaken', [10, 5], 'desk', [
    'De brief met pin- en pukcode',
    card,
  ]),
  product('kids-id', 'Kids-ID aanvragen', 'Burgerzaken', 'burgerzaken', [15, 10], 'desk', [
    'Het kind zelf',
    'Een pasfoto van het kind',
  ]),
  product('reispas', 'Reispas aanvragen', 'Burgerzaken', 'burgerzaken', [15, 15], 'desk', [
    'Een recente pasfoto',
    card,
  ]),
  product('rijbewijs', 'Rijbewijs aanvragen', 'Burgerzaken', 'burgerzaken', [15, 10], 'desk', [
    card,
    'Het bewijs van het examen',
  ]),
  product('pincode', 'Nieuwe pincode', 'Burgerzaken', 'burgerzaken', [10, 5], 'desk', [card]),
  product(
    'adreswijziging',
    'Adres wijzigen',
    'Burgerzaken',
    'burgerzaken',
    [15, 5],
    'desk',
    ['De kaart van iedereen die verhuist'],
    'adreswijziging',
  ),
  product('attest-woonst', 'Attest van woonst', 'Burgerzaken', 'onthaal', [5, 0], 'desk', [card]),
  product('uittreksel-strafregister', 'Uittreksel uit het strafregister', 'Burgerzaken', 'onthaal', [5, 0], 'desk', [
    card,
  ]),
  product('wettiging', 'Handtekening wettigen', 'Burgerzaken', 'onthaal', [5, 5], 'desk', [
    card,
    'Het stuk, nog niet ondertekend',
  ]),
  product('geboorteaangifte', 'Geboorte aangeven', 'Burgerzaken', 'burgerzaken', [25, 0], 'all', [
    'Het attest van de arts of vroedvrouw',
    card,
  ]),
  product(
    'huwelijksaangifte',
    'Huwelijk aangeven',
    'Burgerzaken',
    'burgerzaken',
    [30, 0],
    'all',
    ['De identiteitskaart van beide partners'],
    'huwelijksaangifte',
  ),
  product('overlijden', 'Overlijden aangeven', 'Burgerzaken', 'burgerzaken', [30, 0], 'desk', [
    'Het attest van de arts',
    'Het trouwboekje',
  ]),
  product(
    'verbouwen',
    'Advies over verbouwen',
    'Wonen en bouwen',
    'omgeving',
    [30, 10],
    'all',
    ['Plannen of schetsen', "Foto's van de bestaande toestand"],
    'informatie-verbouwen',
  ),
  product(
    'vergunning',
    'Gesprek over een omgevingsvergunning',
    'Wonen en bouwen',
    'omgeving',
    [45, 0],
    'all',
    ['Het nummer in het Omgevingsloket'],
    'omgevingsvergunning-vereenvoudigd',
  ),
  product('premie-renovatie', 'Uitleg over renovatiepremies', 'Wonen en bouwen', 'omgeving', [30, 0], 'all', [
    'Offertes of facturen',
  ]),
  product(
    'mantelzorg',
    'Mantelzorgpremie aanvragen',
    'Welzijn en gezondheid',
    'sociaal',
    [30, 0],
    'all',
    [card, 'Het attest van de huisarts'],
    'mantelzorgpremie',
  ),
  product(
    'sociale-hulp',
    'Gesprek met een maatschappelijk werker',
    'Welzijn en gezondheid',
    'sociaal',
    [45, 0],
    'all',
    ['Bewijs van inkomen'],
  ),
  product('thuiszorg', 'Poetshulp of maaltijden aan huis', 'Welzijn en gezondheid', 'sociaal', [30, 0], 'all', [card]),
  product(
    'bewonerskaart',
    'Bewonerskaart aanvragen',
    'Mobiliteit',
    'mobiliteit',
    [10, 0],
    'desk',
    ['Het inschrijvingsbewijs van de wagen'],
    'bewonerskaart',
  ),
  product(
    'inname',
    'Inname van de straat bespreken',
    'Mobiliteit',
    'mobiliteit',
    [20, 0],
    'all',
    ['Een schets van de plaats'],
    'inname-openbaar-domein',
  ),
  product(
    'evenement',
    'Evenement bespreken',
    'Vrije tijd',
    'vrijetijd',
    [30, 0],
    'all',
    ['Een plan van het terrein'],
    'evenementaanvraag',
  ),
  product(
    'subsidie',
    'Subsidie voor een vereniging',
    'Vrije tijd',
    'vrijetijd',
    [30, 0],
    'all',
    ['Het jaarverslag'],
    'verenigingssubsidie',
  ),
  product('belasting', 'Vraag over een belasting of factuur', 'Financiën', 'financien', [15, 0], 'all', [
    'De factuur of het aanslagbiljet',
  ]),
  product(
    'inzage',
    'Document inkijken',
    'Bestuur',
    'secretariaat',
    [30, 0],
    'desk',
    [card],
    'openbaarheid-van-bestuur',
  ),
];

type Planning = Partial<
  Pick<ReferenceData['product'], 'setupMinutes' | 'bufferMinutes' | 'mostPersons' | 'skill' | 'place'>
>;

/** What the planner needs to know of products that are not as most are. */
const plannedAs: Readonly<Record<string, Planning>> = {
  'eid-aanvraag': { setupMinutes: 5, mostPersons: 6 },
  'kids-id': { setupMinutes: 5, mostPersons: 6 },
  reispas: { setupMinutes: 5, mostPersons: 6, skill: 'biometrie' },
  rijbewijs: { setupMinutes: 5, skill: 'biometrie' },
  geboorteaangifte: { skill: 'burgerlijke-stand', bufferMinutes: 5 },
  huwelijksaangifte: { skill: 'burgerlijke-stand', bufferMinutes: 10, place: 'room' },
  overlijden: { skill: 'burgerlijke-stand', bufferMinutes: 10, place: 'room' },
  verbouwen: { bufferMinutes: 5 },
  vergunning: { bufferMinutes: 10, place: 'room' },
  'sociale-hulp': { bufferMinutes: 10 },
  evenement: { bufferMinutes: 5, place: 'room' },
  subsidie: { place: 'room' },
  belasting: { place: 'room' },
  inzage: { place: 'room', bufferMinutes: 5 },
};

/** The theme and what to bring in other languages. */
function wordsOf({ theme, bring }: ReferenceData['product']): Partial<ReferenceData['product']> {
  const themeNames = translationsOf(theme);
  const papers = bring.flatMap((paper) => {
    const names = translationsOf(paper);
    return names === undefined ? [] : [[paper, names] as const];
  });
  return {
    ...(themeNames === undefined ? {} : { themeNames }),
    ...(papers.length === 0 ? {} : { bringNames: Object.fromEntries(papers) }),
  };
}

export const products: readonly ProductSeed[] = offered.map((one) => ({
  ...one,
  data: { ...one.data, ...plannedAs[one.code], ...namesOf(one.code), ...wordsOf(one.data) },
}));

export const productRows: readonly Reference[] = products.map(({ code, name, data }) =>
  referenceRow('product', `product-${code}`, code, name, data),
);

const teamsWithProducts = new Map<string, readonly ProductSeed[]>();

/** Products that a team offers; empty for a team without visitors. */
export function productsOf(teamId: string): readonly ProductSeed[] {
  let found = teamsWithProducts.get(teamId);
  if (found === undefined) {
    found = products.filter((product) => product.data.teamId === teamId);
    teamsWithProducts.set(teamId, found);
  }
  return found;
}
