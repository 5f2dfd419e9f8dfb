import type { MessageProblem } from '@onthaal/contract/entities/correspondence.ts';
import { inState, type Message } from './message-writer.ts';

/** What a gateway or a mail server says of a message after it took it, or who got it. */
export type Reported =
  | { readonly state: 'sent' | 'delivered' | 'read' }
  | { readonly state: 'failed'; readonly problem: MessageProblem };

/** Where a message is in its life; a report of an earlier moment that comes late changes nothing. */
const order: readonly Message['state'][] = ['requested', 'sent', 'delivered', 'read'];

/**
 * The message after a report of it: it only goes on. A failure counts as long as nothing better was heard, and an arrival counts after a
 * failure too, since somebody has it.
 *
 * @returns undefined when the report says nothing new
 */
export function afterReport(message: Message, reported: Reported, now: Date): Message | undefined {
  const { state, problem } = message;
  // It never left.
  if (problem === 'overtaken') return undefined;
  const isOpen = state === 'requested' || state === 'sent' || problem === 'uncertain';
  if (reported.state === 'failed') {
    return isOpen ? inState(message, 'failed', now, { problem: reported.problem }) : undefined;
  }
  const isLater = problem === 'uncertain' || order.indexOf(reported.state) > order.indexOf(state);
  return isLater && (order.includes(state) || state === 'failed') ? inState(message, reported.state, now) : undefined;
}
