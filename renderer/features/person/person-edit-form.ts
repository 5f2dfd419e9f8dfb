import type { MessageChannel } from '@onthaal/contract/entities/building-blocks.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import { type AskedChannel, permissionOf } from '@onthaal/contract/rules/messages/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { contactFaults, type PersonFault } from '../new-person/new-person-form.ts';
import { type AddressForm, addressFormOf, addressOf, isAddressEmpty, missingInAddress } from './address-form.ts';

export type Permission = 'yes' | 'no' | '';

/** What the desk may change of a person. */
export interface PersonEditForm {
  readonly phoneNumber: string;
  readonly emailAddress: string;
  readonly preferredChannel: MessageChannel | '';
  readonly language: Person['language'];
  /** Empty: nobody asked. */
  readonly mayEmail: Permission;
  readonly maySms: Permission;
  readonly address: AddressForm;
}

function permissionIn({ optIns }: Person, channel: AskedChannel): Permission {
  const allowed = permissionOf(optIns, channel);
  if (allowed === undefined) return '';
  return allowed ? 'yes' : 'no';
}

/** The form as the person is now. */
export function personEditFormOf(person: Person): PersonEditForm {
  return {
    phoneNumber: person.phoneNumbers[0]?.number ?? '',
    emailAddress: person.emailAddresses[0]?.address ?? '',
    preferredChannel: person.preferredChannel ?? '',
    language: person.language,
    mayEmail: permissionIn(person, 'email'),
    maySms: permissionIn(person, 'sms'),
    address: addressFormOf(person.address),
  };
}

/** What is wrong, by field. An address that exists cannot be emptied here. */
export function personEditFaults(form: PersonEditForm, person: Person): Readonly<Record<string, PersonFault>> {
  const faults: Record<string, PersonFault> = { ...contactFaults(form) };
  if (!isAddressEmpty(form.address) || person.address) {
    for (const field of missingInAddress(form.address)) faults[`address.${field}`] = 'required';
  }
  return faults;
}

type Changes = CommandArguments['updatePerson']['changes'];

function permissionChanges(form: PersonEditForm, before: PersonEditForm): Changes {
  const isNew = (name: 'mayEmail' | 'maySms') => form[name] !== '' && form[name] !== before[name];
  const optIns = {
    ...(isNew('mayEmail') ? { email: form.mayEmail === 'yes' } : {}),
    ...(isNew('maySms') ? { sms: form.maySms === 'yes' } : {}),
  };
  return Object.keys(optIns).length === 0 ? {} : { optIns };
}

/** Only what is different: a colleague may change the rest at the same time. */
export function personChanges(form: PersonEditForm, person: Person): Changes {
  const before = personEditFormOf(person);
  const address = addressOf(form.address, person.address);
  const isSameAddress = JSON.stringify(form.address) === JSON.stringify(before.address);
  const phoneNumber = form.phoneNumber.trim();
  const emailAddress = form.emailAddress.trim();
  return {
    ...(phoneNumber !== before.phoneNumber ? { phoneNumber } : {}),
    ...(emailAddress !== before.emailAddress ? { emailAddress } : {}),
    ...(form.preferredChannel !== '' && form.preferredChannel !== before.preferredChannel
      ? { preferredChannel: form.preferredChannel }
      : {}),
    ...(form.language !== before.language ? { language: form.language } : {}),
    ...permissionChanges(form, before),
    ...(address && !isSameAddress ? { address } : {}),
  };
}
