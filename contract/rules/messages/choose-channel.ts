import type { DocumentOf } from '../../entities/index.ts';
import { permissionOf } from './permission.ts';

type Person = Pick<
  DocumentOf<'persons'>,
  'preferredChannel' | 'emailAddresses' | 'phoneNumbers' | 'optIns' | 'address'
>;

/** Where a message goes. */
export interface Destination {
  readonly channel: 'email' | 'sms' | 'paper';
  /** An e-mail address, or a telephone number as +32...; absent for paper. */
  readonly address?: string;
}

const mobileNumber = /^\+324\d{8}$/;

/** A Belgian mobile number as +324xxxxxxxx, or a foreign number that is written with its +; undefined for what gets no text message. */
export function smsNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s./()-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^0(?=4)/, '+32');
  if (international.startsWith('+32')) return mobileNumber.test(international) ? international : undefined;
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : undefined;
}

function permission({ optIns }: Person, channel: Destination['channel']): boolean | undefined {
  return permissionOf(optIns, channel);
}

/** Where this person can be written by a channel: a text message only to who said yes, an e-mail unless they said no. */
export function destinationBy(person: Person, channel: Destination['channel']): Destination | undefined {
  if (permission(person, channel) === false) return undefined;
  if (channel === 'paper') return person.address === undefined ? undefined : { channel };
  if (channel === 'email') {
    const address = person.emailAddresses[0]?.address;
    return address === undefined ? undefined : { channel, address };
  }
  if (permission(person, 'sms') !== true) return undefined;
  const number = person.phoneNumbers.map((one) => smsNumber(one.number)).find((one) => one !== undefined);
  return number === undefined ? undefined : { channel, address: number };
}

/**
 * The channel by which a person is written: what they prefer when it works, else e-mail, else a text message. Who prefers the telephone is
 * written only by what they said yes to. Who has nothing of these gets no message by itself: they are called.
 */
export function chooseDestination(person: Person): Destination | undefined {
  const { preferredChannel } = person;
  if (preferredChannel === 'phone') {
    const allowed = (['email', 'sms'] as const).filter((channel) => permission(person, channel) === true);
    return allowed.map((channel) => destinationBy(person, channel)).find((one) => one !== undefined);
  }
  const isOurs = preferredChannel === 'sms' || preferredChannel === 'email' || preferredChannel === 'paper';
  const wanted = isOurs ? destinationBy(person, preferredChannel) : undefined;
  return wanted ?? destinationBy(person, 'email') ?? destinationBy(person, 'sms');
}
