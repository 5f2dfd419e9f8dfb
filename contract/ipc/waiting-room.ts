import Type, { type Static } from 'typebox';
import { closed, Identifier, InstantText, text } from '../entities/building-blocks.ts';

/** A call as everybody in the hall may see it: a number and a desk. */
const ShownCall = Type.Object(
  {
    visitId: Identifier,
    ticket: text(12),
    desk: text(200),
    /** When the number was called last: called again, it flashes and sounds again. */
    calledAt: InstantText,
    /** Still waited for at the desk. */
    isNow: Type.Boolean(),
  },
  closed,
);
export type ShownCall = Static<typeof ShownCall>;

/** What the screen in the waiting room shows. No name, no reason, nothing of a person. */
export const WaitingRoomView = Type.Object(
  {
    /** The newest first. */
    calls: Type.Array(ShownCall, { maxItems: 12 }),
    waiting: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** Without a line only this desk's own calls are seen. */
    lineGone: Type.Boolean(),
    building: text(200),
    sound: Type.Boolean(),
    speech: Type.Boolean(),
  },
  closed,
);
export type WaitingRoomView = Static<typeof WaitingRoomView>;

/** Whether the screen of the waiting room is open at this computer, and what one hears. A choice of the computer. */
export const WaitingRoomSettings = Type.Object(
  { isOpen: Type.Boolean(), sound: Type.Boolean(), speech: Type.Boolean() },
  closed,
);
export type WaitingRoomSettings = Static<typeof WaitingRoomSettings>;

/** Requests of the desk's page; part of `requestArguments`. */
export const waitingRoomRequests = {
  /** What the screen shows from now on; said again while it stays so. */
  'waitingRoom:show': WaitingRoomView,
} as const;
