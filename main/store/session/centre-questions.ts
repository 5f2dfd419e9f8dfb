import { setTimeout as wait } from 'node:timers/promises';
import { NeighbouringDesks } from '@onthaal/contract/devices/neighbours.ts';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import {
  bookAppointmentDocument,
  bringToDeskDocument,
  callHinderedDocument,
  callNextVisitDocument,
  centralSearchDocument,
  freeReservedSlotDocument,
  freeSlotsDocument,
  hitAppointmentsDocument,
  holdAppointmentDocument,
  holdTerminalDocument,
  moveHinderedBackDocument,
  moveHinderedDocument,
  previewMessageDocument,
  releaseAppointmentDocument,
  reserveSlotsDocument,
  saveReferenceDocument,
  sendMessageDocument,
  sendTicketLinkDocument,
  shareDeskDocument,
  tellLateDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import { CalledHindered, HitAppointments, SavedReference } from '@onthaal/contract/store/administration.ts';
import { MessagePreview, TicketLink } from '@onthaal/contract/store/messages.ts';
import { FreedSlot, FreeSlot, LateVisitor, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import {
  type QuestionArguments,
  type QuestionName,
  type QuestionResults,
  questionArguments,
} from '@onthaal/contract/store/questions.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { argumentChecks } from '../service/check-arguments.ts';
import { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { RequestError, requestErrorIn } from '../synchronisation/request-error.ts';
import { kioskAnswers } from './kiosk-questions.ts';
import { askOversight } from './oversight-client.ts';

const optionalText = Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()]));
const Hit = Type.Object({
  kind: Type.Enum(['person', 'dossier'] as const),
  id: Type.String({ maxLength: 64 }),
  title: Type.String({ maxLength: 300 }),
  subtitle: Type.String({ maxLength: 300 }),
  state: optionalText,
  shielded: Type.Boolean(),
});
const searchAnswer = Compile(
  Type.Object({
    centralSearch: Type.Object({
      needed: Type.Boolean(),
      hits: Type.Array(Hit, { maxItems: 100 }),
      more: Type.Boolean(),
    }),
  }),
);
const callAnswer = Compile(
  Type.Object({
    callNextVisit: Type.Object({
      visit: Type.Union([Type.Object({ id: Type.String({ maxLength: 64 }) }), Type.Null()]),
      waiting: Type.Integer({ minimum: 0 }),
    }),
  }),
);
const slotsAnswer = Compile(Type.Object({ freeSlots: Type.Array(FreeSlot, { maxItems: 200 }) }));
const holdAnswer = Compile(Type.Object({ holdAppointment: PlannedAppointment }));
const bookAnswer = Compile(Type.Object({ bookAppointment: PlannedAppointment }));
const reserveAnswer = Compile(Type.Object({ reserveSlots: Type.Integer({ minimum: 0 }) }));
const freedAnswer = Compile(Type.Object({ freeReservedSlot: FreedSlot }));
const lateAnswer = Compile(Type.Object({ tellLate: Type.Array(LateVisitor, { maxItems: 500 }) }));
const releaseAnswer = Compile(Type.Object({ releaseAppointment: Type.Boolean() }));
const hitsAnswer = Compile(Type.Object({ hitAppointments: HitAppointments }));
const moveAnswer = Compile(Type.Object({ moveHindered: Type.Literal(true) }));
const moveBackAnswer = Compile(Type.Object({ moveHinderedBack: Type.Literal(true) }));
const calledAnswer = Compile(Type.Object({ callHindered: CalledHindered }));
const saveAnswer = Compile(Type.Object({ saveReference: SavedReference }));
const previewAnswer = Compile(Type.Object({ previewMessage: MessagePreview }));
const sendAnswer = Compile(Type.Object({ sendMessage: Type.Boolean() }));
const linkAnswer = Compile(Type.Object({ sendTicketLink: TicketLink }));
const shareAnswer = Compile(Type.Object({ shareDesk: NeighbouringDesks }));
const terminalAnswer = Compile(Type.Object({ holdTerminal: Type.Boolean() }));
const bringAnswer = Compile(Type.Object({ bringToDesk: Type.Literal(true) }));

type Answers = {
  readonly [Name in QuestionName]: (
    client: MidofficeClient,
    member: SessionMember,
    args: QuestionArguments[Name],
  ) => Promise<unknown>;
};

const answers: Answers = {
  searchCentre: async (client, _member, args) => {
    const answer: unknown = await client.request(centralSearchDocument, args);
    if (!searchAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.centralSearch;
  },
  bringToDesk: async (client, _member, args) => {
    const answer: unknown = await client.request(bringToDeskDocument, args);
    if (!bringAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.bringToDesk;
  },
  callNextVisit: async (client, _member, args) => {
    const answer: unknown = await client.request(callNextVisitDocument, args);
    if (!callAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    const { visit, waiting } = answer.callNextVisit;
    return { ...(visit === null ? {} : { visitId: visit.id }), waiting };
  },
  freeSlots: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(freeSlotsDocument, args));
    if (!slotsAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return { slots: answer.freeSlots };
  },
  holdAppointment: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(holdAppointmentDocument, args));
    if (!holdAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.holdAppointment;
  },
  bookAppointment: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(bookAppointmentDocument, args));
    if (!bookAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.bookAppointment;
  },
  releaseAppointment: async (client, _member, args) => {
    const answer: unknown = await client.request(releaseAppointmentDocument, args);
    if (!releaseAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return true;
  },
  reserveSlots: async (client, _member, args) => {
    const answer: unknown = await client.request(reserveSlotsDocument, args);
    if (!reserveAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.reserveSlots;
  },
  freeReservedSlot: async (client, _member, args) => {
    const answer: unknown = await client.request(freeReservedSlotDocument, args);
    if (!freedAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.freeReservedSlot;
  },
  ...kioskAnswers,
  saveReference: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(saveReferenceDocument, args));
    if (!saveAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.saveReference;
  },
  hitAppointments: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(hitAppointmentsDocument, args));
    if (!hitsAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.hitAppointments;
  },
  moveHindered: async (client, _member, args) => {
    const answer: unknown = await client.request(moveHinderedDocument, args);
    if (!moveAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.moveHindered;
  },
  moveHinderedBack: async (client, _member, args) => {
    const answer: unknown = await client.request(moveHinderedBackDocument, args);
    if (!moveBackAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.moveHinderedBack;
  },
  callHindered: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(callHinderedDocument, args));
    if (!calledAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.callHindered;
  },
  previewMessage: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(previewMessageDocument, args));
    if (!previewAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.previewMessage;
  },
  sendMessage: async (client, _member, args) => {
    const answer: unknown = await client.request(sendMessageDocument, args);
    if (!sendAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return true;
  },
  sendTicketLink: async (client, _member, args) => {
    const answer: unknown = stripNulls(await client.request(sendTicketLinkDocument, args));
    if (!linkAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.sendTicketLink;
  },
  tellLate: async (client, _member, args) => {
    const answer: unknown = await client.request(tellLateDocument, args);
    if (!lateAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.tellLate;
  },
  oversight: askOversight,
  shareDesk: async (client, _member, args) => {
    const answer: unknown = await client.request(shareDeskDocument, args);
    if (!shareAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.shareDesk;
  },
  holdTerminal: async (client, _member, args) => {
    const answer: unknown = await client.request(holdTerminalDocument, args);
    if (!terminalAnswer.Check(answer)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    return answer.holdTerminal;
  },
};

const checks = argumentChecks(questionArguments);

/**
 * Asks the mid-office now, past the sync.
 *
 * @returns the answer as JSON text, or why there is none: NOT_ALLOWED, MIDOFFICE_UNREACHABLE and the like
 */
export async function askCentre(
  url: string,
  { token, member }: SessionGrant,
  name: string,
  args: unknown,
): Promise<Result<string>> {
  if (!Object.hasOwn(questionArguments, name)) return failure('CHANNEL_UNKNOWN');
  const checked = checks[name as QuestionName](args);
  if (!checked.ok) return checked;
  return withCentre(url, { token }, async (client) =>
    JSON.stringify(await answers[name as QuestionName](client, member, checked.value as never)),
  );
}

/** Asks the mid-office something now; a RequestError becomes the answer. */
export async function withCentre<Value>(
  url: string,
  { token }: Pick<SessionGrant, 'token'>,
  ask: (client: MidofficeClient) => Promise<Value>,
): Promise<Result<Value>> {
  const client = new MidofficeClient({ url, token: () => token });
  try {
    return success(await ask(client));
  } catch (error) {
    const problem = requestErrorIn(error)?.problem;
    if (problem === undefined) throw error;
    return { ok: false, error: problem };
  } finally {
    client.close();
  }
}

const LONGEST_ARRIVAL = 15_000;
const LOOK_MILLISECONDS = 40;

/** A slow line holds a clerk up no longer than this. */
const LONGEST_SAYING = 2000;

/** What is planned far ahead may be outside the work of this desk, and never comes. */
const LONGEST_BOOKING = 4000;

async function until(isHere: () => boolean, longest = LONGEST_ARRIVAL): Promise<void> {
  const deadline = performance.now() + longest;
  while (!isHere() && performance.now() < deadline) await wait(LOOK_MILLISECONDS);
}

/** What of a desk's own database tells that an answer of the centre has arrived. */
export interface LocalState {
  readonly has: (collection: CollectionName, id: string) => boolean;
  readonly visitIsWaiting: (id: string) => boolean;
  /** Whether the centre has not heard yet who came in, went back or left here. */
  readonly hasUnsentWaiting: () => boolean;
  readonly appointmentChangedAt: (id: string) => string | undefined;
}

/**
 * Waits until the centre knows what it is about to be asked of: who just left must not be called, who just came in can be. Without a line
 * nothing is said, and the answer that there is none should come at once.
 */
export async function untilSaid(name: string, hasLine: () => boolean, local: LocalState): Promise<void> {
  if (name === 'callNextVisit' && hasLine()) await until(() => !local.hasUnsentWaiting(), LONGEST_SAYING);
}

/** Waits until what the mid-office did is here too, by the sync; after a while its screen goes on waiting. */
export async function untilHere(name: string, args: unknown, answer: string, local: LocalState): Promise<void> {
  if (name === 'bringToDesk') {
    const { kind, id } = args as QuestionArguments['bringToDesk'];
    await until(() => local.has(kind === 'person' ? 'persons' : 'dossiers', id));
  }
  if (name === 'bookAppointment') {
    const { id, updatedAt } = JSON.parse(answer) as QuestionResults['bookAppointment'];
    await until(() => (local.appointmentChangedAt(id) ?? '') >= updatedAt, LONGEST_BOOKING);
  }
  if (name !== 'callNextVisit') return;
  const { visitId } = JSON.parse(answer) as QuestionResults['callNextVisit'];
  if (visitId !== undefined) await until(() => local.has('visits', visitId) && !local.visitIsWaiting(visitId));
}
