import { makeTestInsz } from '@onthaal/contract/rules/identifiers/insz.ts';

/** What an emulated card says about its holder, as the card writes it. */
export interface TestHolder {
  readonly cardNumber: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly deliveredIn: string;
  readonly nationalNumber: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly thirdGivenNameLetter: string;
  readonly nationality: string;
  readonly birthPlace: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly documentType: string;
  readonly line: string;
  readonly postalCode: string;
  readonly municipality: string;
  /** Further fields of the identity file by tag. */
  readonly more?: Readonly<Record<number, string>>;
}

/** An invented Belgian. */
export const lotte: TestHolder = {
  cardNumber: '592000155079',
  validFrom: '03.02.2021',
  validUntil: '03.02.2041',
  deliveredIn: 'Lindervelde',
  nationalNumber: makeTestInsz('1985-07-30', 42),
  familyName: 'Testaert',
  givenNames: 'Lotte Zoë',
  thirdGivenNameLetter: 'M',
  nationality: 'Belg',
  birthPlace: 'Lindervelde',
  birthDate: '30 JUL 1985',
  sex: 'V',
  documentType: '1',
  line: 'Kerkstraat 12 bus 3',
  postalCode: '9999',
  municipality: 'Lindervelde',
};

/** An invented child; it has no certificates. */
export const senne: TestHolder = {
  ...lotte,
  nationalNumber: makeTestInsz('2018-03-08', 17),
  givenNames: 'Senne',
  thirdGivenNameLetter: '',
  birthDate: '08 MAAR 2018',
  sex: 'M',
  documentType: '6',
};

/** An invented foreigner with an F+ card. */
export const anneliese: TestHolder = {
  ...lotte,
  cardNumber: 'B000193087',
  nationalNumber: makeTestInsz('1997-12-22', 8),
  familyName: 'Beispiel',
  givenNames: 'Anneliese',
  nationality: 'Deutsch',
  birthPlace: 'Aachen',
  birthDate: '22.DEZ. 1997',
  sex: 'W',
  documentType: '18',
  line: 'Rue du 11 Novembre 5 bte 0201',
  more: { 18: '02', 20: '1', 29: 'Duurzaam verblijf', 31: '01.02.2020' },
};
