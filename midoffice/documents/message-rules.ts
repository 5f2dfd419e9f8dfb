import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { mayWaitAgain } from '@onthaal/contract/rules/messages/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { messagesAbout } from '../correspondence/message-writer.ts';
import type { Orm } from '../database/database.ts';
import { readMaster } from './write-document.ts';

type Message = DocumentOf<'messages'>;

const waiting: readonly Message['state'][] = ['draft', 'requested', 'toSign', 'signed'];

/** What a clerk can know of a message: what is asked for and, where no machine sends it, what they saw become of it. */
const clerkStates: Readonly<Record<Message['channel'], readonly Message['state'][]>> = {
  email: waiting,
  sms: waiting,
  citizenProfile: waiting,
  eBox: waiting,
  phone: [...waiting, 'delivered', 'failed'],
  paper: [...waiting, 'sent', 'delivered', 'returned', 'failed'],
};

const sentByMachine: readonly Message['channel'][] = ['email', 'sms', 'citizenProfile', 'eBox'];

/** What only the owner of a channel can say, and what makes it send: a desk asks for messages, it writes none that leave. */
const ownerFields = [
  ...(['proofReference', 'costCents', 'problem', 'purpose', 'address', 'notBefore', 'asksReading'] as const),
];
/** What a message says. */
const saidFields = ['subject', 'body', 'language', 'personId', 'appointmentId', 'told'] as const;

/**
 * What may follow on paper, which no machine sees: a desk tells that it was printed and handed over or posted, and what the post brought
 * back. Nothing that left is taken back: who was told once is not told again. What was given up never left (`failed`, so not what did),
 * and may wait again (`paperAgainProblem`).
 */
const paperSteps: Readonly<Partial<Record<Message['state'], readonly Message['state'][]>>> = {
  sent: ['delivered', 'returned'],
  delivered: ['returned'],
  returned: [],
  failed: ['requested'],
};

/** The first reason to refuse what a desk says of a paper: it says where it is, not what stands on it, once it was asked for or left. */
function paperProblem(before: Message | undefined, after: Message): OnthaalError | undefined {
  if (before === undefined) {
    // That a paper was overtaken finds the centre.
    return after.problem === undefined ? undefined : failure('FIELD_READ_ONLY', { field: 'problem' }).error;
  }
  const next = paperSteps[before.state];
  if (before.state !== after.state && next !== undefined && !next.includes(after.state)) {
    return failure('FIELD_READ_ONLY', { field: 'state' }).error;
  }
  const isDraft = before.purpose === undefined && waiting.includes(before.state);
  const fixed = isDraft ? (['problem'] as const) : ([...saidFields, 'problem', 'purpose'] as const);
  const field = fixed.find((name) => !deepEqual(before[name], after[name]));
  return field === undefined ? undefined : failure('FIELD_READ_ONLY', { field }).error;
}

/**
 * The first reason to refuse a message of a desk: that something was sent, delivered or read by a channel says its owner
 * (`correspondence/`), because colleagues and citizens go by it, and who was told once is not told again. Nor may a desk have anybody
 * written anything in the name of the municipality: which message leaves, to whom and with what text, is the mid-office's.
 */
export function messageProblem(before: Message | undefined, after: Message): OnthaalError | undefined {
  if (before !== undefined && before.channel !== after.channel) {
    return failure('FIELD_READ_ONLY', { field: 'channel' }).error;
  }
  const allowed = clerkStates[after.channel];
  if (before?.state !== after.state) {
    if (before !== undefined && !allowed.includes(before.state)) {
      return failure('FIELD_READ_ONLY', { field: 'state' }).error;
    }
    if (!allowed.includes(after.state)) return failure('FIELD_INVALID', { field: 'state' }).error;
  }
  if (after.channel === 'paper') return paperProblem(before, after);
  if (!sentByMachine.includes(after.channel)) return undefined;
  const fixed = before?.purpose === undefined ? ownerFields : [...ownerFields, ...saidFields];
  const field = fixed.find((name) => !deepEqual(before?.[name], after[name]));
  return field === undefined ? undefined : failure('FIELD_READ_ONLY', { field }).error;
}

/** Nobody is told of the appointment of another: what a desk says of one goes to whom it is for. */
export async function messageSubjectProblem(
  executor: Pick<Orm, 'execute'>,
  before: Message | undefined,
  { appointmentId, personId }: Message,
): Promise<OnthaalError | undefined> {
  if (appointmentId === undefined || before !== undefined) return undefined;
  const raw = await readMaster(executor, 'appointments', appointmentId);
  // One that is not here says nothing to anybody; a restored centre may hear of it later than of its messages.
  if (raw === undefined) return undefined;
  const about = (raw.data as { readonly personId?: unknown }).personId;
  return about === personId ? undefined : failure('FIELD_INVALID', { field: 'appointmentId' }).error;
}

/** A paper waits again only as long as nothing happened since somebody gave it up, whatever their desk knows of that. */
export async function paperAgainProblem(
  executor: Pick<Orm, 'execute'>,
  before: Message | undefined,
  after: Message,
): Promise<OnthaalError | undefined> {
  if (before?.channel !== 'paper' || before.state !== 'failed' || after.state !== 'requested') return undefined;
  const { id, appointmentId } = before;
  const raw = appointmentId === undefined ? undefined : await readMaster(executor, 'appointments', appointmentId);
  const checked = checkDocument('appointments', raw?.data);
  if (appointmentId !== undefined && raw?.deleted === false && checked.ok) {
    const others = (await messagesAbout(executor, appointmentId)).filter((one) => one.id !== id);
    if (mayWaitAgain(before, checked.value, others, Date.now())) return undefined;
  }
  return failure('FIELD_READ_ONLY', { field: 'state' }).error;
}
