import { shortestForgivingToken, withinOneEdit } from '@onthaal/contract/rules/search/index.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { type ReadArguments, type ReadName, readDependencies } from '@onthaal/contract/store/reads.ts';
import { instantsOfDay } from '../database/clock.ts';
import { closedStatuses } from '../database/projections.ts';
import { numbersIn, searchWords } from '../search/search-query.ts';
import type { Change, ChangedRecords, ChangeTopic } from '../service/change.ts';
import { workTrail } from './shielded.ts';

/** A live read as it was last answered. */
export interface AnsweredRead<Name extends ReadName = ReadName> {
  readonly name: Name;
  readonly args: ReadArguments[Name];
  /** Ids of the documents that it looked for. */
  readonly trail: ReadonlySet<string>;
}

type Rule<Name extends ReadName> = (
  changed: ChangedRecords,
  topic: ChangeTopic,
  read: AnsweredRead<Name>,
  member: SessionMember,
) => boolean;

const always = () => true;

function meets(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  for (const value of fewer) if (more.has(value)) return true;
  return false;
}

/** Shows the record, something on its card, or what else the card looked for. */
function touchesCard(recordId: string, { ids, about }: ChangedRecords, trail: ReadonlySet<string>): boolean {
  return ids.has(recordId) || about.has(recordId) || meets(ids, trail);
}

function workListPlaces({ scope, statuses = [] }: ReadArguments['workList'], member: SessionMember): string[] {
  const finished = statuses.filter((status) => closedStatuses.includes(status)).length;
  const ends = statuses.length === 0 || finished === 0 ? [0] : finished === statuses.length ? [1] : [0, 1];
  const lists =
    scope === 'all'
      ? ['all']
      : scope === 'mine'
        ? [`member/${member.memberId}`]
        : member.teamIds.map((id) => `team/${id}`);
  return lists.flatMap((list) => ends.map((end) => `${list}/${end}`));
}

function openPlaces({ memberId, teamIds }: SessionMember): string[] {
  return [`member/${memberId}/0`, ...teamIds.map((id) => `team/${id}/0`)];
}

function isOnDay(moments: ReadonlySet<string>, day: string): boolean {
  const { start, end } = instantsOfDay(day);
  for (const moment of moments) if (moment >= start && moment < end) return true;
  return false;
}

function isNear(word: string, typed: string): boolean {
  if (typed.length < shortestForgivingToken || Math.abs(word.length - typed.length) > 2) return false;
  return withinOneEdit(word, typed);
}

/** One of the typed words or numbers may find it, also with a typing error; it also decides which words are known. */
function mayFind(text: string, { words, numbers }: ChangedRecords): boolean {
  if (words === undefined) return true;
  const typed = searchWords(text);
  for (const word of words) {
    if (typed.some((other) => word.startsWith(other) || isNear(word, other))) return true;
  }
  const { exact, start } = numbersIn(text);
  for (const number of numbers) {
    if (exact.includes(number) || (start !== undefined && number.startsWith(start))) return true;
  }
  return false;
}

/** What the member works on decides what they see of a protected person. */
function touchesShielded({ about }: ChangedRecords, trail: ReadonlySet<string>): boolean {
  for (const id of about) if (trail.has(workTrail(id))) return true;
  return false;
}

const rules: { readonly [Name in ReadName]: Rule<Name> } = {
  searchEverything: (changed, topic, { args, trail }) =>
    topic === 'references' ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail) ||
    mayFind(args.text, changed),
  personCard: (changed, topic, { args, trail }) =>
    topic === 'references' ||
    (topic === 'consultations' ? changed.ids.has(args.consultationId) : touchesCard(args.personId, changed, trail)) ||
    touchesShielded(changed, trail),
  personSummary: (changed, topic, { args, trail }) =>
    topic === 'references' || touchesCard(args.personId, changed, trail) || touchesShielded(changed, trail),
  dossierCard: (changed, topic, { args, trail }) =>
    topic === 'references' || touchesCard(args.dossierId, changed, trail) || touchesShielded(changed, trail),
  watchedLooks: (changed, topic, { args, trail }, member) =>
    topic === 'references' ||
    meets(changed.ids, trail) ||
    (args.dossierId === undefined
      ? topic === 'consultations' ||
        topic === 'appointments' ||
        openPlaces(member).some((place) => changed.places.has(place))
      : changed.about.has(args.dossierId) || changed.ids.has(args.dossierId)),
  workList: (changed, topic, { args, trail }, member) =>
    topic === 'references' ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail) ||
    (topic === 'dossiers' && workListPlaces(args, member).some((place) => changed.places.has(place))),
  dayOverview: (changed, topic, { args, trail }, member) =>
    topic === 'references' ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail) ||
    (topic === 'appointments'
      ? isOnDay(changed.moments, args.day)
      : topic !== 'persons' && openPlaces(member).some((place) => changed.places.has(place))),
  referenceList: always,
  routingPreview: always,
  syncStatus: always,
  syncItems: ({ ids }) => [...ids].some((id) => id.startsWith('operation/')),
  // A row that follows from the operation may settle it, and names only itself.
  operationState: ({ ids }) => [...ids].some((id) => id.startsWith('operation/')),
  documentAcceptance: ({ about }, _topic, { args }) => about.has(args.documentId),
  documentLook: (changed, topic, { trail }) => topic === 'references' || meets(changed.ids, trail),
  documentContents: ({ ids }, _topic, { args }) => args.documentIds.some((id) => ids.has(id)),
  dossierPayments: (changed, topic, { args, trail }) =>
    topic === 'references' || touchesCard(args.dossierId, changed, trail) || touchesShielded(changed, trail),
  paymentDay: (changed, topic, { trail }) =>
    topic === 'references' || topic === 'payments' || meets(changed.ids, trail),
  settlingRefunds: (changed, topic, { trail }) =>
    topic === 'references' || topic === 'payments' || meets(changed.ids, trail),
  payment: (changed, topic, { trail }) => topic === 'references' || meets(changed.ids, trail),
  // Every visit of the building stands in it, and the names of who waits.
  queueBoard: (changed, topic, { trail }) =>
    ['references', 'visits', 'appointments'].includes(topic) || meets(changed.ids, trail),
  openVisits: (changed, topic, { trail }) => topic === 'references' || topic === 'visits' || meets(changed.ids, trail),
  backOfficeWork: always,
  localSlots: always,
  calendar: (changed, topic, { trail }) =>
    ['references', 'appointments', 'messages'].includes(topic) ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail),
  callSheet: (changed, topic, { trail }) =>
    ['references', 'appointments', 'messages'].includes(topic) ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail),
  waitingPapers: (changed, topic, { trail }) =>
    ['references', 'appointments', 'messages'].includes(topic) ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail),
  hinderedAppointments: (changed, topic, { trail }) =>
    ['references', 'appointments'].includes(topic) || meets(changed.ids, trail) || touchesShielded(changed, trail),
  appointmentRequests: (changed, topic, { trail }) =>
    topic === 'references' || topic === 'appointments' || meets(changed.ids, trail) || touchesShielded(changed, trail),
  checkIn: always,
  personCheckIn: always,
  appointmentPaper: (changed, topic, { args, trail }) =>
    topic === 'references' ||
    topic === 'messages' ||
    changed.ids.has(args.appointmentId) ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail),
  // What is paid for a dossier may be a document that the read has not met yet.
  visitFinish: (changed, topic, { trail }) =>
    topic === 'references' ||
    topic === 'payments' ||
    topic === 'tasks' ||
    meets(changed.ids, trail) ||
    touchesShielded(changed, trail),
  // Counts: every row of the day may stand in them.
  dayBoard: always,
  dayReport: always,
  dayEnd: (changed, topic, { trail }) =>
    topic === 'persons' || topic === 'dossiers' ? meets(changed.ids, trail) : true,
  handovers: (changed, topic, { trail }) =>
    topic === 'references' || topic === 'tasks' || meets(changed.ids, trail) || touchesShielded(changed, trail),
  handoverDraft: (changed, topic, { trail }) =>
    topic === 'references' || meets(changed.ids, trail) || touchesShielded(changed, trail),
  // A new dossier of the visitor is about them.
  possibleRights: (changed, topic, { trail }) =>
    topic === 'references' ||
    meets(changed.ids, trail) ||
    meets(changed.about, trail) ||
    touchesShielded(changed, trail),
  // Every command tells the sync; the drafts are no documents.
  referenceDrafts: always,
  conflictList: ({ ids }) => [...ids].some((id) => id.startsWith('conflict/')),
  conflictDetail: ({ ids }, _topic, { args }) => ids.has(`conflict/${args.conflictId}`),
};

function topicsOf(name: ReadName): readonly ChangeTopic[] {
  return name === 'syncStatus' ? ['status'] : readDependencies[name];
}

/**
 * Whether a change can alter the answer of a read. Never false when it does: exact for cards and the lists of the sync, for
 * other lists and for searches true a little too often.
 *
 * @param read with the trail of an answer from before the change, or from after it
 */
export function isTouchedBy<Name extends ReadName>(
  change: Change,
  read: AnsweredRead<Name>,
  member: SessionMember,
): boolean {
  return topicsOf(read.name).some((topic) => {
    const changed = change.get(topic);
    if (changed === undefined) return false;
    return changed === 'everything' || (rules[read.name] as unknown as Rule<Name>)(changed, topic, read, member);
  });
}
