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
  returned: { started: 'inProgress', sentAgain: 'open', cancelled: 'cancelled' },
  done: { seen: 'done' },
  cancelled: { seen: 'cancelled' },
};

/** What the sender does; the rest is for who got it. */
const ofSender: readonly HandoverEvent[] = ['sentAgain', 'cancelled', 'seen'];

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
  return events.filter((event) => ofSender.includes(event) === isSender);
}

/** What an event brings along. */
type HandoverChange = Partial<Pick<Task, 'teamId' | 'memberId' | 'answer'>>;

/**
 * A question that was handed over, after something happened to it: its state, whose it is, and the line that the sender sees.
 *
 * @returns undefined when it cannot happen now; the same task when a member read it before
 */
export function handoverAfter(task: Task, step: HandoverStep, change: HandoverChange = {}): Task | undefined {
  const from = handoverTransitions[task.state];
  const state = Object.hasOwn(from, step.event) ? from[step.event] : undefined;
  if (state === undefined) return undefined;
  const steps = task.steps ?? [];
  const isReadAgain =
    step.event === 'read' && steps.some(({ event, by }) => event === 'read' && by.memberId === step.by.memberId);
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
