import type { Address, Channel } from '@onthaal/contract/entities/building-blocks.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { computeTerm, type TermCalendar } from '@onthaal/contract/rules/terms/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import {
  type AddressForm,
  addressFormOf,
  addressOf,
  emptyAddress,
  isAddressEmpty,
  missingInAddress,
} from '../person/address-form.ts';
import { type Answers, givenAnswers, type Question } from './questions/questions.ts';

type DossierType = ReferenceOf<'dossierType'>;

/** A new dossier while it is typed. */
export interface NewDossierForm {
  /** Made once per form, so that saving twice opens one dossier. */
  readonly id: string;
  readonly typeCode: string;
  readonly applicantId: string;
  readonly subject: string;
  readonly description: string;
  readonly channel: Channel;
  /** Undefined: not touched, so the address of the type or the applicant stands there. */
  readonly address: AddressForm | undefined;
  readonly answers: Answers;
  /** Empty: the team that the routing rules choose. */
  readonly teamId: string;
}

/** An empty form for an applicant, when known already. */
export function emptyDossier(id: string, applicantId: string | undefined): NewDossierForm {
  return {
    id,
    typeCode: '',
    applicantId: applicantId ?? '',
    subject: '',
    description: '',
    channel: 'counter',
    address: undefined,
    answers: {},
    teamId: '',
  };
}

/** The address that stands in the form: what was typed, else that of the type, else that of the applicant. */
export function shownAddress(
  form: NewDossierForm,
  type: DossierType | undefined,
  applicantAddress: Address | undefined,
): AddressForm {
  if (form.address) return form.address;
  const known = type?.data.defaultAddress ?? applicantAddress;
  return known ? addressFormOf(known) : emptyAddress;
}

/** The fields that miss, by name; the errors of the answers are those of the questions. */
export function missingInDossier(
  form: NewDossierForm,
  address: AddressForm,
  type: DossierType | undefined,
): readonly string[] {
  const needsAddress = type?.data.addressRequired === true || !isAddressEmpty(address);
  return [
    ...(form.typeCode === '' ? ['typeCode'] : []),
    ...(form.applicantId === '' ? ['applicantId'] : []),
    ...(form.subject.trim() === '' ? ['subject'] : []),
    ...(needsAddress ? missingInAddress(address).map((field) => `address.${field}`) : []),
  ];
}

/** The command that opens it. */
export function createDossierArguments(
  form: NewDossierForm,
  address: AddressForm,
  questions: readonly Question[],
): CommandArguments['createDossier'] {
  const description = form.description.trim();
  const given = addressOf(address);
  return {
    id: form.id,
    typeCode: form.typeCode,
    subject: form.subject.trim(),
    applicantId: form.applicantId,
    channel: form.channel,
    answers: { ...givenAnswers(questions, form.answers) },
    ...(description === '' ? {} : { description }),
    ...(given ? { address: given } : {}),
    ...(form.teamId === '' ? {} : { teamId: form.teamId }),
  };
}

/**
 * The last day of the term when the dossier is opened on `today`; undefined when its type has no term, or one that starts with a
 * later status.
 */
export function expectedDueDay(
  type: DossierType,
  calendars: readonly TermCalendar[],
  today: string,
): string | undefined {
  const { termRule, initialStatus, statuses } = type.data;
  if (!termRule || termRule.startEvent !== initialStatus) return undefined;
  const effect = statuses.find((status) => status.status === initialStatus)?.termEffect;
  if (effect !== undefined && effect !== 'run') return undefined;
  return computeTerm(termRule, [{ kind: 'start', date: today }], calendars, today).dueDate ?? undefined;
}

/** The types by theme, both in alphabetical order, of those whose words contain everything that is typed. */
export function typesByTheme(
  types: readonly DossierType[],
  typed: string,
  fold: (text: string) => string,
): readonly { readonly theme: string; readonly types: readonly DossierType[] }[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const themes = new Map<string, DossierType[]>();
  for (const type of types) {
    const text = fold(`${type.name} ${type.data.theme} ${type.data.description}`);
    if (!wanted.every((word) => text.includes(word))) continue;
    themes.set(type.data.theme, [...(themes.get(type.data.theme) ?? []), type]);
  }
  return [...themes]
    .sort(([one], [other]) => one.localeCompare(other, 'nl'))
    .map(([theme, list]) => ({ theme, types: list }));
}
