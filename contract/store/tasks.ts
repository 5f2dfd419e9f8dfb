import Type from 'typebox';
import { closed, Identifier, text, words } from '../entities/building-blocks.ts';
import { type HandoverEvent, handoverEvents, type Task, taskKinds } from '../entities/contact.ts';

const LongText = Type.String({ maxLength: 20_000 });

/** Sending is written when the task is made. */
type HandoverStepEvent = Exclude<HandoverEvent, 'sent'>;
const stepEvents = handoverEvents.filter((event): event is HandoverStepEvent => event !== 'sent');

/** What a clerk can do with tasks; part of `commandArguments`. */
export const taskCommands = {
  /** One of the kind `handover` has a sender, who hears what becomes of it. */
  createTask: Type.Object(
    {
      id: Type.Optional(Identifier),
      kind: words(taskKinds, 'TaskKind'),
      title: Type.String({ minLength: 1, maxLength: 300 }),
      text: Type.Optional(LongText),
      teamId: Identifier,
      memberId: Type.Optional(Identifier),
      personId: Type.Optional(Identifier),
      dossierId: Type.Optional(Identifier),
      dueOn: Type.Optional(Type.String({ maxLength: 10 })),
      promised: Type.Optional(text(2000)),
      checked: Type.Optional(text(2000)),
      citizenMayKnow: Type.Optional(text(2000)),
      visitId: Type.Optional(Identifier),
      questionId: Type.Optional(text(64)),
    },
    closed,
  ),
  changeTaskState: Type.Object(
    {
      taskId: Identifier,
      state: Type.Enum(['received', 'inProgress', 'returned', 'done', 'cancelled'] as const),
      returnReason: Type.Optional(text(2000)),
    },
    closed,
  ),
  /**
   * Writes down what happened to a question that was handed over; HANDOVER_STEP_NOT_NOW when that cannot happen, NOT_ALLOWED for what the
   * other side does. The same `stepId` twice is one step.
   */
  recordHandoverStep: Type.Object(
    {
      taskId: Identifier,
      stepId: Identifier,
      event: Type.Enum(stepEvents),
      /** Why it is returned: FIELD_REQUIRED without. */
      reason: Type.Optional(text(2000)),
      answer: Type.Optional(LongText),
      /** Where what was returned goes now. */
      teamId: Type.Optional(Identifier),
      memberId: Type.Optional(Identifier),
    },
    closed,
  ),
} as const;

/** A question that was handed over, as the sender and who got it see it. */
export interface HandoverRow
  extends Pick<
    Task,
    | 'id'
    | 'title'
    | 'text'
    | 'state'
    | 'teamId'
    | 'memberId'
    | 'personId'
    | 'dossierId'
    | 'dueOn'
    | 'returnReason'
    | 'promised'
    | 'checked'
    | 'citizenMayKnow'
    | 'visitId'
    | 'answer'
  > {
  readonly overdue: boolean;
  readonly teamName: string;
  readonly memberName?: string | undefined;
  readonly personName?: string | undefined;
  readonly dossierNumber?: string | undefined;
  readonly isSentByMe: boolean;
  readonly isForMe: boolean;
  /** What happened, in order: the first is the sending. */
  readonly steps: readonly {
    readonly id: string;
    readonly at: string;
    readonly event: HandoverEvent;
    readonly byName: string;
  }[];
  /** About a protected person, for who has nothing to do with them: the words are empty. */
  readonly shielded?: true | undefined;
}

/** What was handed over to the member or their teams and waits for them, and what the member handed over and did not see the end of. */
export interface Handovers {
  readonly received: readonly HandoverRow[];
  readonly sent: readonly HandoverRow[];
}

/** What a handover starts from: what is known and typed already, and the team that is likely. */
export interface HandoverDraft {
  readonly title: string;
  readonly text: string;
  readonly questionId?: string | undefined;
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly dossierNumber?: string | undefined;
  readonly proposal?: HandoverProposal | undefined;
}

/** The team that a question goes to, and why: it has the dossier, a routing rule says so, or it is the team of the product. */
export interface HandoverProposal {
  readonly teamId: string;
  readonly teamName: string;
  readonly why: 'dossier' | 'rule' | 'product';
  /** Name of the rule or the product. */
  readonly because: string;
}
