import type { Author } from '@onthaal/contract/entities/building-blocks.ts';
import { type DayNumber, weekday } from '../days.ts';
import { createShuffle } from '../random.ts';
import { isOpen } from '../references/calendars.ts';
import { author, members } from '../references/members.ts';
import { type ProductSeed, productsOf } from '../references/products.ts';
import { historyDays, type World } from '../world.ts';

/** A place in somebody's diary. */
export interface Slot {
  readonly day: DayNumber;
  readonly minutes: number;
  readonly member: Author;
  readonly teamId: string;
  readonly products: readonly ProductSeed[];
  /** The hybrid room that this member may use; nobody else has it, so it is never booked twice. */
  readonly hybridRoomId: string | undefined;
  /** Where this member receives; nobody else does there, so it is never booked twice. */
  readonly deskId: string | undefined;
}

type Lane = Omit<Slot, 'day' | 'minutes'>;

const hybridRooms: Readonly<Record<string, string>> = {
  'member-stijn': 'room-lindezaal',
  'member-nathalie': 'room-beekkamer',
};

const desks: Readonly<Record<string, string>> = {
  'member-els': 'desk-1',
  'member-hilde': 'desk-2',
  'member-sofie': 'desk-3',
  'member-umit': 'desk-4',
  'member-stijn': 'desk-5',
  'member-samira': 'desk-6',
};

/** Karim's diary and the Molenzaal are left to the fixed records. */
const lanes: readonly Lane[] = members
  .filter((member) => member.id !== 'member-karim' && member.role !== 'adviser' && member.role !== 'administrator')
  .flatMap((member) => {
    const teamId = member.teamIds.find((team) => productsOf(team).length > 0);
    if (teamId === undefined) return [];
    const places = { hybridRoomId: hybridRooms[member.id], deskId: desks[member.id] };
    return [{ member: author(member.id), teamId, products: productsOf(teamId), ...places }];
  });

const morning = [540, 585, 630, 675];
const afternoon = [810, 855, 900];
const evening = [960, 1005, 1050, 1095];

/** Starting times of a day in minutes since midnight: 9 to 12, Monday, Wednesday and Thursday afternoon, Thursday evening. */
function startsOf(day: DayNumber): readonly number[] {
  if (!isOpen(day)) return [];
  const place = weekday(day);
  if (place === 4) return [...morning, ...afternoon, ...evening];
  return place === 1 || place === 3 ? [...morning, ...afternoon] : morning;
}

function openDays(from: DayNumber, until: DayNumber): readonly DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = from; day <= until; day += 1) if (isOpen(day)) days.push(day);
  return days;
}

const shuffles = new Map<number, (index: number) => number>();

function slotOn(day: DayNumber, nth: number): Slot {
  const starts = startsOf(day);
  const capacity = starts.length * lanes.length;
  let shuffle = shuffles.get(capacity);
  if (shuffle === undefined) {
    shuffle = createShuffle(capacity);
    shuffles.set(capacity, shuffle);
  }
  const cell = shuffle((nth + day * 13) % capacity);
  const lane = lanes[Math.floor(cell / starts.length)];
  const minutes = starts[cell % starts.length];
  if (lane === undefined || minutes === undefined) throw new RangeError('No such slot');
  return { ...lane, day, minutes };
}

/**
 * The diary of the municipality: a slot for each appointment, about 32 today, up to 300 in the three weeks to come, the rest in
 * the past 14 months. Nobody is booked twice until more than 40 000 appointments are asked for.
 */
export function createDiary(world: World): (index: number) => Slot {
  const { today, appointments } = world;
  const past = openDays(today - historyDays, today - 1);
  const coming = openDays(today + 1, today + 21);
  const forToday = isOpen(today) ? Math.min(32, Math.ceil(appointments * 0.1)) : 0;
  const forLater = Math.min(300, Math.floor(appointments * 0.15));
  const shuffle = createShuffle(appointments);
  return (index) => {
    const order = shuffle(index);
    if (order < forToday) return slotOn(today, order);
    const [days, place] =
      order < forToday + forLater ? [coming, order - forToday] : [past, order - forToday - forLater];
    const day = days[place % days.length];
    if (day === undefined) throw new RangeError('No open day');
    return slotOn(day, Math.floor(place / days.length));
  };
}
