import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { dossierIdsOf } from '../documents/scope.ts';
import type { Session } from '../session/session.ts';
import type { WorkDays } from './work-days.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Why a document is not, or no longer, on a desk. */
export const departureReasons = ['otherTeam', 'closed', 'otherDay', 'unlinked'] as const;
export type DepartureReason = (typeof departureReasons)[number];

/** What a single row cannot tell about a member's work. */
export interface WorkLinks {
  /** Dossiers that the member needs. */
  readonly dossierIds: ReadonlySet<string>;
  /** Persons in the member's work. */
  readonly personIds: ReadonlySet<string>;
  /** Persons and dossiers that the member fetched. */
  readonly pinned: ReadonlySet<string>;
  /** Rooms and desks in other buildings than the one that the device stands in. */
  readonly elsewhere: ReadonlySet<string>;
}

/** Whose work, on which days. */
export interface Work {
  readonly session: Session;
  readonly days: WorkDays;
  readonly links: WorkLinks;
}

function textOf(row: Fields, field: string): string | undefined {
  const value = row[field];
  return typeof value === 'string' ? value : undefined;
}

/** The persons that a row is about. */
export function personIdsOf(row: Fields): readonly string[] {
  const parties = Array.isArray(row.parties) ? (row.parties as readonly Fields[]) : [];
  const ids = [row.applicantId, row.personId, ...parties.map((party) => party.personId)];
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

function memberOf(author: unknown): unknown {
  return typeof author === 'object' && author !== null ? (author as Fields).memberId : undefined;
}

/** Who made a document: the first line of a history is its creation; what has none is mostly changed by who made it. */
export function makerOf(row: Fields): unknown {
  const [first] = Array.isArray(row.history) ? (row.history as readonly Fields[]) : [];
  return memberOf(first?.by ?? row.by ?? row.updatedBy);
}

function wasJustMade(row: Fields, { session, days }: Work): boolean {
  return (textOf(row, 'createdAt') ?? '') >= days.madeSince && makerOf(row) === session.memberId;
}

function isOwn(row: Fields, { session }: Work): boolean {
  const memberIds = Array.isArray(row.memberIds) ? row.memberIds : [];
  return [row.handlerId, row.memberId, ...memberIds].includes(session.memberId);
}

function isOfTeam(row: Fields, { session }: Work): boolean {
  return session.teamIds.includes(textOf(row, 'teamId') ?? '');
}

function hangsOnWork(row: Fields, { links }: Work): boolean {
  return dossierIdsOf(row).some((id) => links.dossierIds.has(id));
}

// Who handed a question over sees what becomes of it, until they have seen the end.
function isWatchedBySender(row: Fields, { session }: Work): boolean {
  return row.senderId === session.memberId && row.seenAt === undefined && row.state !== 'cancelled';
}

function isNear(moment: string | undefined, place: string | undefined, { days, links }: Work): boolean {
  const isNow = moment !== undefined && moment >= days.from && moment < days.until;
  return isNow && !links.elsewhere.has(place ?? '');
}

type Rule = (row: Fields, work: Work) => DepartureReason | undefined;

// What hangs on no dossier is about a person only, and follows the person.
const followsPerson: Rule = (row, { links }) =>
  dossierIdsOf(row).length === 0 && links.personIds.has(textOf(row, 'personId') ?? '') ? undefined : 'unlinked';

const paper: Rule = (row, work) => (hangsOnWork(row, work) ? undefined : followsPerson(row, work));

const rules: Readonly<Record<CollectionName, Rule>> = {
  references: () => undefined,
  consultations: () => undefined,
  persons: (row, { links }) => {
    const id = textOf(row, 'id') ?? '';
    return links.personIds.has(id) || links.pinned.has(id) ? undefined : 'unlinked';
  },
  dossiers: (row, work) => {
    if (work.links.pinned.has(textOf(row, 'id') ?? '')) return undefined;
    if (!isOwn(row, work) && !isOfTeam(row, work)) return 'otherTeam';
    return (textOf(row, 'closedOn') ?? work.days.closedSince) >= work.days.closedSince ? undefined : 'closed';
  },
  appointments: (row, work) => {
    if (isNear(textOf(row, 'startsAt'), textOf(row, 'roomId'), work) || hangsOnWork(row, work)) return undefined;
    return 'otherDay';
  },
  visits: (row, work) =>
    isNear(textOf(row, 'arrivedAt'), textOf(row, 'deskId'), work) || isOpenVisitOf(row, work) ? undefined : 'otherDay',
  interactions: (row, work) => {
    if (hangsOnWork(row, work)) return undefined;
    if (dossierIdsOf(row).length > 0) return 'unlinked';
    if (row.teamId !== undefined && !isOfTeam(row, work)) return 'otherTeam';
    const isRecent = (textOf(row, 'createdAt') ?? '') >= work.days.closedSince;
    return row.state !== 'answered' || isRecent ? undefined : 'closed';
  },
  tasks: (row, work) => {
    if (hangsOnWork(row, work) || isWatchedBySender(row, work)) return undefined;
    if (!isOwn(row, work) && !isOfTeam(row, work)) return 'otherTeam';
    return row.state === 'done' || row.state === 'cancelled' ? 'closed' : undefined;
  },
  documents: paper,
  messages: paper,
  payments: (row, work) =>
    hangsOnWork(row, work) || isNear(textOf(row, 'createdAt'), textOf(row, 'deskId'), work) ? undefined : 'otherDay',
};

function isOpenVisitOf(row: Fields, work: Work): boolean {
  return row.finishedAt === undefined && row.memberId === work.session.memberId;
}

/** Why a member's desk does not need a row that the member may see; undefined when it does need it. */
export function departureOf(work: Work, collection: CollectionName, row: Fields): DepartureReason | undefined {
  const reason = rules[collection](row, work);
  return reason !== undefined && wasJustMade(row, work) ? undefined : reason;
}
