import {
  type Agreed,
  findHindrances,
  freeSlots,
  lengthOf,
  type Occupation,
  occupationOf,
  type PlannerData,
} from '@onthaal/contract/rules/planner/index.ts';
import type { HitAppointment } from '@onthaal/contract/store/administration.ts';
import { type ExternalTime, isGoverned, masterWish } from '../appointment-master/external-time.ts';
import { MasterMoments } from '../appointment-master/master-moments.ts';
import type { Orm } from '../database/database.ts';
import { readOccupations } from '../planner/planner-rows.ts';
import type { Hit } from './hit-appointments.ts';

/** Where an appointment may go, or why there is nothing; with the other system that moves it. */
export type Proposal = Pick<HitAppointment, 'proposal' | 'noProposal' | 'master'>;

interface Wanted {
  /** What the planner would go by. */
  readonly data: PlannerData;
  /** The earliest first. */
  readonly hits: readonly Hit[];
  readonly external: ExternalTime | undefined;
}

const DAY = 86_400_000;
/** A moment is looked for so many days from the old one on, for so many appointments: each takes some milliseconds. */
const proposalDays = 30;
const mostProposals = 200;

function within(startsAt: string) {
  const from = Date.parse(startsAt);
  return { from, until: from + proposalDays * DAY };
}

/** The first free moment that the planner of Onthaal itself gives; what it takes is kept in `taken`. */
function ownProposal(data: PlannerData, { appointment }: Hit, taken: Occupation[]): Proposal {
  const { id, productCode, persons = 1, mode, locationId = '', startsAt } = appointment;
  const product = data.product.find(({ code }) => code === productCode);
  if (product === undefined) return { noProposal: 'notGiven' };
  const others = taken.filter((one) => one.id !== id);
  const [slot] = freeSlots(data, { productCode, persons, mode, locationId }, others, within(startsAt), 1);
  if (slot === undefined) return { noProposal: 'noneFree' };
  const { bufferMinutes } = lengthOf(product, persons);
  const { memberId, deskId, roomId } = slot;
  const next = { ...appointment, ...slot, memberIds: [memberId], deskId, roomId, bufferMinutes };
  taken.push(...[occupationOf({ ...next, state: 'booked' }, 0) ?? []].flat());
  return { proposal: slot.startsAt };
}

/** The first moment that the other system offers and that our closing days and blackouts allow. */
async function masterProposal(
  { data, external }: Wanted & { readonly external: ExternalTime },
  now: Date,
  { appointment }: Hit,
  moments: MasterMoments,
): Promise<Proposal> {
  const master = external.master.name;
  const wish = masterWish(external, appointment);
  const isGiven = data.product.some(({ code }) => code === appointment.productCode);
  if (wish === undefined || !isGiven) return { master, noProposal: 'notGiven' };
  const { deskId: _desk, roomId: _room, ...rest } = appointment;
  const isPossible = (startsAt: string, endsAt: string) =>
    findHindrances(data, [{ ...rest, startsAt, endsAt, memberIds: [] } as Agreed], now.getTime()).size === 0;
  const { locationId = '', productCode, startsAt } = appointment;
  const found = await moments.next({ wish, locationId, productCode, ...within(startsAt) }, isPossible);
  return found.kind === 'found' ? { master, proposal: found.startsAt } : { master, noProposal: found.kind };
}

/**
 * For each appointment that a change hits the first free moment from its own on, no two the same, by what the planner would go by; of the
 * locations of another system as that system offers them.
 *
 * @returns by id, for each of them
 */
export async function findProposals(
  orm: Pick<Orm, 'execute'>,
  now: Date,
  wanted: Wanted,
): Promise<ReadonlyMap<string, Proposal>> {
  const { data, hits, external } = wanted;
  const proposals = new Map<string, Proposal>();
  const [first, last] = [hits[0], hits.slice(0, mostProposals).at(-1)];
  if (first === undefined || last === undefined) return proposals;
  const until = Date.parse(last.appointment.startsAt) + (proposalDays + 1) * DAY;
  const stretch = { from: Date.parse(first.appointment.startsAt), until };
  const taken = [...(await readOccupations(orm, stretch, now))];
  const moments = external && new MasterMoments(external.master, orm, now);
  for (const [index, hit] of hits.entries()) {
    const { id, locationId } = hit.appointment;
    if (external !== undefined && moments !== undefined && isGoverned(external, locationId)) {
      const isLooked = index < mostProposals;
      const none: Proposal = { master: external.master.name, noProposal: 'notLooked' };
      proposals.set(id, isLooked ? await masterProposal({ ...wanted, external }, now, hit, moments) : none);
    } else proposals.set(id, index < mostProposals ? ownProposal(data, hit, taken) : { noProposal: 'notLooked' });
  }
  return proposals;
}
