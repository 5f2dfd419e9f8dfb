import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import type { Orm } from '../database/database.ts';
import { readMaster } from '../documents/write-document.ts';
import { type ExternalTime, masterWish } from './external-time.ts';
import type { MasterBooking, MasterCustomer } from './master.ts';

/** Whose address is secret, or who needs protection, is known there by the code of the appointment only. */
const hiding = ['addressSecret', 'safetyMeasure'];

async function customerOf(executor: Pick<Orm, 'execute'>, { personId, code }: Appointment): Promise<MasterCustomer> {
  const anonymous = { lastName: `Onthaal ${code}` };
  if (personId === undefined) return anonymous;
  const checked = checkDocument('persons', (await readMaster(executor, 'persons', personId))?.data);
  if (!checked.ok || checked.value.flags.some(({ kind }) => hiding.includes(kind))) return anonymous;
  const { familyName, displayName, givenName, birthDate, emailAddresses, phoneNumbers } = checked.value;
  return {
    lastName: familyName ?? displayName,
    firstName: givenName,
    birthDate,
    emailAddress: emailAddresses[0]?.address,
    phoneNumber: phoneNumbers[0]?.number,
  };
}

/** An appointment as a booking there; undefined when the other system does not give it. */
export async function bookingOf(
  executor: Pick<Orm, 'execute'>,
  external: ExternalTime,
  appointment: Appointment,
): Promise<MasterBooking | undefined> {
  const wish = masterWish(external, appointment);
  if (wish === undefined) return undefined;
  const { startsAt, endsAt, code: reference } = appointment;
  return { ...wish, startsAt, endsAt, reference, customer: await customerOf(executor, appointment) };
}
