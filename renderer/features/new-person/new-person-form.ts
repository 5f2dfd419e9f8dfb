import { recogniseSearchText } from '@onthaal/contract/rules/identifiers/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { type AddressForm, addressOf, emptyAddress, isAddressEmpty, missingInAddress } from '../person/address-form.ts';

/** A new person while it is typed. */
export interface NewPersonForm {
  readonly kind: 'citizen' | 'enterprise' | 'association';
  readonly givenName: string;
  readonly familyName: string;
  readonly organisationName: string;
  readonly birthDate: string;
  readonly nationalNumber: string;
  readonly enterpriseNumber: string;
  readonly phoneNumber: string;
  readonly emailAddress: string;
  readonly language: 'nl' | 'fr' | 'de' | 'en';
  readonly address: AddressForm;
}

/** Where the draft of a new person is kept, so that a search box can put its words there. */
export const newPersonDraftKey = 'newPerson';

export const emptyPerson: NewPersonForm = {
  kind: 'citizen',
  givenName: '',
  familyName: '',
  organisationName: '',
  birthDate: '',
  nationalNumber: '',
  enterpriseNumber: '',
  phoneNumber: '',
  emailAddress: '',
  language: 'nl',
  address: emptyAddress,
};

function capitalised(text: string): string {
  return text.replace(/(^|[\s-])(\p{Ll})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase());
}

/** What the words of a search box say about a person: a number goes to its field, the last words are the family name. */
export function prefillFrom(text: string): Partial<NewPersonForm> {
  const typed = text.trim();
  if (typed === '') return {};
  const { kind } = recogniseSearchText(typed);
  if (kind === 'insz') return { nationalNumber: typed };
  if (kind === 'kbo') return { kind: 'enterprise', enterpriseNumber: typed };
  if (/^[\d\s+/.()-]+$/.test(typed)) return typed.replace(/\D/g, '').length >= 8 ? { phoneNumber: typed } : {};
  if (typed.includes('@')) return { emailAddress: typed };
  const [givenName = '', ...rest] = typed.split(/\s+/);
  return rest.length === 0
    ? { familyName: capitalised(givenName) }
    : { givenName: capitalised(givenName), familyName: capitalised(rest.join(' ')) };
}

export type PersonFault = 'required' | 'email' | 'phone';

/** What still misses or is no address or number, by field. The store checks the numbers with their check digits. */
export function newPersonFaults(form: NewPersonForm): Readonly<Record<string, PersonFault>> {
  const faults: Record<string, PersonFault> = {};
  if (form.kind === 'citizen' && form.familyName.trim() === '') faults.familyName = 'required';
  if (form.kind !== 'citizen' && form.organisationName.trim() === '') faults.organisationName = 'required';
  Object.assign(faults, contactFaults(form));
  if (!isAddressEmpty(form.address)) {
    for (const field of missingInAddress(form.address)) faults[`address.${field}`] = 'required';
  }
  return faults;
}

/** Faults of telephone number and e-mail address; empty ones are fine. */
export function contactFaults(form: {
  readonly phoneNumber: string;
  readonly emailAddress: string;
}): Readonly<Record<string, PersonFault>> {
  const { phoneNumber, emailAddress } = form;
  const digits = phoneNumber.replace(/\D/g, '').length;
  const phoneWrong = phoneNumber.trim() !== '' && (digits < 8 || digits > 15 || /[a-z]/i.test(phoneNumber));
  const emailWrong = emailAddress.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(emailAddress.trim());
  return { ...(phoneWrong ? { phoneNumber: 'phone' } : {}), ...(emailWrong ? { emailAddress: 'email' } : {}) };
}

/** The command that makes this person; empty fields stay out. */
export function createPersonArguments(form: NewPersonForm, id: string): CommandArguments['createPerson'] {
  const isCitizen = form.kind === 'citizen';
  const given = {
    givenName: isCitizen ? form.givenName : '',
    familyName: isCitizen ? form.familyName : '',
    organisationName: isCitizen ? '' : form.organisationName,
    birthDate: isCitizen ? form.birthDate : '',
    nationalNumber: isCitizen ? form.nationalNumber : '',
    enterpriseNumber: isCitizen ? '' : form.enterpriseNumber,
    phoneNumber: form.phoneNumber,
    emailAddress: form.emailAddress,
  };
  const texts = Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const address = addressOf(form.address);
  return { id, kind: form.kind, language: form.language, ...texts, ...(address ? { address } : {}) };
}
