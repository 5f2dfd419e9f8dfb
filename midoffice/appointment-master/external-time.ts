import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Logger } from 'pino';
import type { AppointmentsConfiguration } from '../configuration/appointments.ts';
import { JccMaster } from './jcc/jcc-master.ts';
import type { Mapping } from './mapping.ts';
import { productIdOf } from './mapping.ts';
import type { AppointmentMaster, BookingOutcome, MasterBooking, MasterWish } from './master.ts';
import { QmaticMaster } from './qmatic/qmatic-master.ts';

/** The system of another that gives out time at the locations of its mapping. */
export interface ExternalTime {
  readonly master: AppointmentMaster;
  readonly mapping: Mapping;
  /** Where the e-loket writes names of appointments that it made there. */
  readonly newIdsFile: string | undefined;
}

/** The other system that the configuration names; undefined where Onthaal gives out all time itself. */
export function openExternalTime(
  configuration: AppointmentsConfiguration | undefined,
  logger: Logger,
): ExternalTime | undefined {
  if (configuration === undefined) return undefined;
  const { mapping, newIdsFile } = configuration;
  const master =
    configuration.master === 'jcc'
      ? new JccMaster(configuration.settings, logger)
      : new QmaticMaster(configuration.settings, logger);
  return { master, mapping, newIdsFile };
}

/** Whether the other system gives out the time of a location. */
export function isGoverned(external: ExternalTime | undefined, locationId: string | undefined): boolean {
  return external !== undefined && locationId !== undefined && external.mapping.locations.has(locationId);
}

type Wished = Pick<Appointment, 'productCode' | 'mode'> & {
  readonly persons?: number | undefined;
  readonly locationId?: string | undefined;
};

/** A wish in the words of the other system; undefined when it does not give this product there, or not in this way. */
export function masterWish({ mapping }: ExternalTime, wish: Wished): MasterWish | undefined {
  const productId = productIdOf(mapping, wish.productCode, wish.mode);
  const locationId = mapping.locations.get(wish.locationId ?? '');
  if (productId === undefined || locationId === undefined) return undefined;
  return { productId, locationId, persons: wish.persons ?? 1 };
}

/**
 * Books, and looks a booking up whose answer was lost, before anybody may try again.
 *
 * @returns `away` only when nothing was booked
 */
export async function bookOrFind(master: AppointmentMaster, booking: MasterBooking): Promise<BookingOutcome> {
  const outcome = await master.book(booking);
  if (outcome.kind !== 'unknown') return outcome;
  const found = await master.find(booking);
  if (found.kind === 'booked') return found;
  return found.kind === 'absent' ? { kind: 'away' } : outcome;
}

/** What is known of the appointment there. */
type External = NonNullable<Appointment['external']>;

/** An appointment with what is known of it in the other system; without anything when that is nothing. */
export function withExternal(appointment: Appointment, external: External | undefined): Appointment {
  const { external: _before, ...rest } = appointment;
  return external === undefined ? rest : { ...rest, external };
}

/** What is known when it was booked there under this name. */
export function bookedAs(external: ExternalTime, id: string, { startsAt, endsAt }: MasterBooking): External {
  return { master: external.master.name, state: 'booked', id, startsAt, endsAt };
}
