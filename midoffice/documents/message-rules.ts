import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';

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
const ownerFields = ['proofReference', 'costCents', 'problem', 'purpose', 'address', 'notBefore'] as const;
/** What a message says that leaves by itself. */
const saidFields = ['subject', 'body', 'language', 'personId', 'appointmentId'] as const;

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
  if (!sentByMachine.includes(after.channel)) return undefined;
  const fixed = before?.purpose === undefined ? ownerFields : [...ownerFields, ...saidFields];
  const field = fixed.find((name) => !deepEqual(before?.[name], after[name]));
  return field === undefined ? undefined : failure('FIELD_READ_ONLY', { field }).error;
}
