import type { HandoverEvent, HandoverStep, Task } from '../../entities/contact.ts';

type State = Task['state'];

/**
 * Which event leads from which state to which, of a question that was handed over; what is not here cannot happen. What was returned goes
 * out again, to whom the sender chooses, or is taken back.
 */
const handoverTransitions: Readonly<Record<State, Readonly<Partial<Record<HandoverEvent, State>>>>> = {
  open: {
    read: 'open',
    received: 'received',
    started: 'inProgress',
    returned: 'returned',
    done: 'done',
    cancelled: 'cancelled',
  },
  received: { read: 'received', started: 'inProgress', returned: 'returned', done: 'done', cancelled: 'cancelled' },
  inProgress: { read: 'inProgress', returned: 'returned', done: 'done', cancelled: 'cancelled' },
  returned: { read: 'returned', started: 'inProgress', sentAgain: 'open', cancelled: 'cancelled' },
  done: { read: 'done', seen: 'done' },
  cancelled: { seen: 'cancelled' },
};

/** What the sender does, in whatever state; the rest is for who got it. */
const ofSender: readonly HandoverEvent[] = ['sentAgain', 'cancelled', 'seen'];
/** With these it is back at the sender, who reads now what came of it. */
const ends: readonly HandoverEvent[] = ['returned', 'done'];
const turns: readonly HandoverEvent[] = [...ends, 'sent', 'sentAgain'];

/** Whether something is done by the sender, else by who got it. */
export function isOfSender(state: State, event: HandoverEvent): boolean {
  return ofSender.includes(event) || (event === 'read' && (state === 'returned' || state === 'done'));
}

/** The event that leads a task to a state. */
export const eventToState: Readonly<Partial<Record<State, HandoverEvent>>> = {
  received: 'received',
  inProgress: 'started',
  returned: 'returned',
  done: 'done',
  cancelled: 'cancelled',
};

/** What may happen to a question that was handed over, now: to the sender, or to who got it. */
export function handoverChoices(state: State, isSender: boolean): readonly HandoverEvent[] {
  const events = Object.keys(handoverTransitions[state]) as HandoverEvent[];
  return events.filter((event) => isOfSender(state, event) === isSender);
}

/** What happened since it last went to the other side. */
function sinceTurn<Step extends Pick<HandoverStep, 'event'>>(steps: readonly Step[]): readonly Step[] {
  return steps.slice(steps.findLastIndex(({ event }) => turns.includes(event)) + 1);
}

/** The step with which it came back to the sender, as long as the sender has not read it, at whatever computer. */
export function unreadEnd<Step extends Pick<HandoverStep, 'event'>>(
  state: State,
  steps: readonly Step[],
): Step | undefined {
  const isBack = state === 'returned' || state === 'done';
  if (!isBack || sinceTurn(steps).some(({ event }) => event === 'read' || event === 'seen')) return undefined;
  return steps.findLast(({ event }) => ends.includes(event));
}

/** What an event brings along. */
type HandoverChange = Partial<Pick<Task, 'teamId' | 'memberId' | 'answer'>>;

/**
 * A question that was handed over, after something happened to it: its state, whose it is, and the line that the sender sees.
 *
 * @returns undefined when it cannot happen now; the same task when a member read it before, since it came to their side
 */
export function handoverAfter(task: Task, step: HandoverStep, change: HandoverChange = {}): Task | undefined {
  const from = handoverTransitions[task.state];
  const state = Object.hasOwn(from, step.event) ? from[step.event] : undefined;
  if (state === undefined) return undefined;
  const steps = task.steps ?? [];
  const isReadAgain =
    step.event === 'read' &&
    sinceTurn(steps).some(({ event, by }) => event === 'read' && by.memberId === step.by.memberId);
  if (isReadAgain) return task;
  const next: Task = { ...task, ...change, state, steps: [...steps, step] };
  if (step.event === 'seen') return { ...next, seenAt: step.at };
  if (step.event === 'returned')
    return { ...next, ...(step.reason === undefined ? {} : { returnReason: step.reason }) };
  if (step.event === 'done') return { ...next, doneAt: step.at, memberId: task.memberId ?? step.by.memberId };
  if (step.event === 'sentAgain') {
    const { memberId: _whoReturned, ...free } = next;
    return change.memberId === undefined ? free : { ...free, memberId: change.memberId };
  }
  const takes = step.event === 'received' || step.event === 'started';
  return takes ? { ...next, memberId: task.memberId ?? step.by.memberId } : next;
}
