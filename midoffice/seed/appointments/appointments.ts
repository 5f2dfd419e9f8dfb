import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Person } from '@onthaal/contract/entities/person.ts';
import type { Visit, VisitEvent } from '@onthaal/contract/entities/visit.ts';
import { brusselsInstant, type DayNumber } from '../days.ts';
import { makeId } from '../identity.ts';
import { createShuffle, type Random } from '../random.ts';
import { clerks } from '../references/members.ts';
import { townHallLocationId } from '../references/places.ts';
import type { ProductSeed } from '../references/products.ts';
import { systemAuthor } from '../references/row.ts';
import { nowMinutes, nowOf, type World } from '../world.ts';
import type { Slot } from './slots.ts';

const codeSpace = 36 ** 5;
const shuffleCodes = createShuffle(codeSpace);

/** The code on the confirmation, "LV7K2Q9"; different for each appointment. */
function appointmentCode(index: number): string {
  return `LV${shuffleCodes(index + 1000)
    .toString(36)
    .toUpperCase()
    .padStart(5, '0')}`;
}

type State = Appointment['state'];

function stateOf(random: Random, world: World, slot: Slot): State {
  if (slot.day < world.today) {
    return random.weighted<{ weight: number; state: State }>([
      { weight: 84, state: 'served' },
      { weight: 6, state: 'noShow' },
      { weight: 7, state: 'cancelled' },
      { weight: 3, state: 'rescheduled' },
    ]).state;
  }
  if (slot.day === world.today && slot.minutes < nowMinutes) return random.chance(0.85) ? 'served' : 'noShow';
  if (slot.day === world.today && slot.minutes < nowMinutes + 20 && random.chance(0.5)) return 'arrived';
  if (random.chance(0.04)) return 'cancelled';
  if (slot.day - world.today <= 1) return random.chance(0.7) ? 'reminded' : 'confirmed';
  return random.pick(['booked', 'confirmed', 'confirmed', 'requested'] as const);
}

function modeOf(random: Random, slot: Slot, product: ProductSeed): Appointment['mode'] {
  if (slot.hybridRoomId !== undefined && product.data.modes.includes('hybrid') && random.chance(0.4)) return 'hybrid';
  return product.data.modes.includes('digital') && random.chance(0.15) ? 'digital' : 'physical';
}

function noticesOf(
  person: Person,
  state: State,
  bookedAt: string,
  remindedAt: string | undefined,
): Appointment['notices'] {
  const channel = person.emailAddresses.length > 0 ? 'email' : 'sms';
  if (state === 'requested') return [];
  const notices: Appointment['notices'] = [
    { id: 'notice-1', kind: 'confirmation', channel, sentAt: bookedAt, deliveredAt: bookedAt },
  ];
  if (remindedAt !== undefined && state !== 'cancelled' && state !== 'rescheduled') {
    notices.push({ id: 'notice-2', kind: 'reminder', channel: 'sms', sentAt: remindedAt, deliveredAt: remindedAt });
  }
  return notices;
}

function bookingDay(random: Random, world: World, day: DayNumber): DayNumber {
  const latest = Math.min(day - 1, world.today - 1);
  return latest - random.between(0, 18);
}

const wishes = [
  'Graag in het Frans indien mogelijk.',
  'Komt met de kinderwagen.',
  'Brengt een vertaler mee.',
  'Wil graag op tijd geholpen worden.',
];

/** The appointment of a person in a slot of the diary. */
export function makeAppointment(
  world: World,
  random: Random,
  index: number,
  slot: Slot,
  person: Person,
  dossierOf: (typeCode: string) => string | undefined,
): Appointment {
  const product = random.pick(slot.products);
  const state = stateOf(random, world, slot);
  const mode = modeOf(random, slot, product);
  const bookedAt = brusselsInstant(bookingDay(random, world, slot.day), random.between(500, 1200));
  const reminder = brusselsInstant(slot.day - 1, 600);
  const remindedAt = reminder <= nowOf(world) && state !== 'requested' ? reminder : undefined;
  const startsAt = brusselsInstant(slot.day, slot.minutes);
  const endsAt = brusselsInstant(slot.day, slot.minutes + product.data.minutes);
  const happened = state === 'served' || state === 'noShow' || state === 'arrived';
  const arrivedAt = brusselsInstant(slot.day, Math.min(slot.minutes, nowMinutes - 3));
  const endedAt = slot.day === world.today ? nowOf(world) : endsAt;
  const touchedAt = state === 'arrived' ? arrivedAt : happened ? endedAt : bookedAt;
  const typeCode = product.data.dossierTypeCode;
  const dossierId = typeCode === undefined ? undefined : dossierOf(typeCode);
  return {
    id: makeId(random, bookedAt),
    createdAt: bookedAt,
    updatedAt: touchedAt,
    updatedBy: happened ? slot.member : random.chance(0.5) ? systemAuthor : random.pick(clerks),
    code: appointmentCode(index),
    state,
    ...(state === 'cancelled'
      ? { stateReason: random.pick(['Afgezegd door de burger.', 'Ziek.', 'Al geregeld via de website.']) }
      : {}),
    mode,
    productCode: product.code,
    subject: product.name,
    answers: {
      aantalPersonen: random.weighted([
        { weight: 7, count: 1 },
        { weight: 2, count: 2 },
        { weight: 1, count: 4 },
      ]).count,
    },
    personId: person.id,
    ...(dossierId === undefined ? {} : { dossierId }),
    guests:
      mode === 'hybrid'
        ? [
            {
              id: 'guest-1',
              name: random.pick(['Architect Lijn & Vlak', 'Atelier Noord', 'Tolk']),
              role: 'professional',
              remote: true,
            },
          ]
        : [],
    memberIds: [slot.member.memberId],
    teamId: slot.teamId,
    ...(mode === 'hybrid' && slot.hybridRoomId !== undefined ? { roomId: slot.hybridRoomId } : {}),
    ...(mode === 'physical' && slot.deskId !== undefined ? { deskId: slot.deskId } : {}),
    locationId: townHallLocationId,
    startsAt,
    endsAt,
    bring: [...product.data.bring],
    notices: noticesOf(person, state, bookedAt, remindedAt),
    notes: random.chance(0.06)
      ? [{ id: makeId(random, bookedAt), at: bookedAt, by: random.pick(clerks), text: random.pick(wishes) }]
      : [],
  };
}

/** The visit that belongs to an appointment of today once the person has come in: waiting, or finished already. */
export function visitOf(world: World, random: Random, appointment: Appointment, ticket: string): Visit | undefined {
  const { state, startsAt } = appointment;
  const isToday = startsAt.slice(0, 10) === nowOf(world).slice(0, 10);
  if (!isToday || appointment.mode === 'digital' || (state !== 'arrived' && state !== 'served')) return undefined;
  const served = state === 'served';
  const arrivedAt = new Date(
    Math.min(Date.parse(startsAt), Date.parse(nowOf(world))) - random.between(3, 9) * 60_000,
  ).toISOString();
  const id = makeId(random, arrivedAt);
  return {
    id,
    createdAt: arrivedAt,
    updatedAt: served ? appointment.updatedAt : arrivedAt,
    updatedBy: systemAuthor,
    ticket,
    state: served ? 'finished' : 'waiting',
    arrivedAt,
    locationId: townHallLocationId,
    ...(served && appointment.memberIds[0] !== undefined
      ? { memberId: appointment.memberIds[0], deskId: `desk-${random.between(1, 6)}` }
      : {}),
    ...(appointment.personId === undefined ? {} : { personId: appointment.personId }),
    appointmentId: appointment.id,
    priority: 5,
    services: [
      {
        id: 'service-1',
        productCode: appointment.productCode,
        state: served ? 'finished' : 'waiting',
        ...(served ? { startedAt: startsAt, endedAt: appointment.updatedAt } : {}),
        pausedSeconds: 0,
        timeNotReliable: false,
      },
    ],
    draft: '',
    notes: [],
    ...(served ? { finishedAt: appointment.updatedAt } : {}),
    steps: stepsOf(id, arrivedAt, served ? { startsAt, endedAt: appointment.updatedAt } : undefined),
  };
}

/** What happened to a visit so far. */
function stepsOf(
  visitId: string,
  arrivedAt: string,
  served: { readonly startsAt: string; readonly endedAt: string } | undefined,
): Visit['steps'] {
  const step = (event: VisitEvent, at: string) => ({ id: `${visitId}-${event}`, at, by: systemAuthor, event });
  const arrived = step('arrived', arrivedAt);
  if (served === undefined) return [arrived];
  return [arrived, step('called', served.startsAt), step('served', served.startsAt), step('finished', served.endedAt)];
}
