import Type from 'typebox';
import { closed, DayText, Identifier, InstantText } from '../entities/building-blocks.ts';
import type { VisitState } from '../entities/visit.ts';
import type { BackOfficeFigures, CurvePoint, DayFigures, LeftOver, ProductFigures } from '../rules/day/index.ts';
import type { MethodTotal } from '../rules/payments/index.ts';

/** Questions about a whole day; part of `readArguments`. */
export const dayQuestions = {
  /** How it stands in each building. `slice`: the quarter of an hour in which it is now, so that a new one is asked for. */
  dayBoard: Type.Object({ slice: InstantText }, closed),
  /** The figures of a day; without a location, of all. */
  dayReport: Type.Object({ day: DayText, locationId: Type.Optional(Identifier) }, closed),
  /** What is left at the end of the day, as far as the store knows; `waiting` is of the building of the desk. */
  dayEnd: Type.Object({ deskId: Type.Optional(Identifier) }, closed),
} as const;

/** Figures of a product with its name. */
export interface NamedProductFigures extends ProductFigures {
  readonly name: string;
}

/** Work without a visitor, with the name of its product. */
export interface NamedBackOffice extends BackOfficeFigures {
  readonly productName?: string | undefined;
}

/** Those who wait for the same. */
export interface BoardWaiting {
  readonly name: string;
  readonly count: number;
  /** When the first of them came in. */
  readonly since: string;
}

/** A desk with whom it has now, by number: nobody's name. */
export interface BoardDesk {
  readonly id: string;
  readonly name: string;
  /** Absent at a desk that has nobody. */
  readonly now?:
    | {
        readonly ticket: string;
        readonly state: VisitState;
        readonly since: string;
        readonly productNames: readonly string[];
        /** Who serves; only for who leads or administers. */
        readonly memberName?: string | undefined;
      }
    | undefined;
  readonly parked: number;
}

/** How it stands in a building. */
export interface BoardPlace {
  readonly building: string;
  readonly waiting: number;
  /** When the one came in who waits longest. */
  readonly waitsSince?: string | undefined;
  readonly waitingFor: readonly BoardWaiting[];
  readonly desks: readonly BoardDesk[];
  /** Called and not there yet. */
  readonly called: number;
  readonly parked: number;
  /** Appointments that begin in the next hour and for which nobody checked in yet. */
  readonly soon: readonly { readonly name: string; readonly count: number }[];
  readonly curve: readonly CurvePoint[];
  readonly figures: DayFigures;
  readonly products: readonly NamedProductFigures[];
}

export interface DayBoard {
  readonly places: readonly BoardPlace[];
}

/** The figures of a day, without anybody's name. */
export interface DayReport {
  readonly day: string;
  /** Of one location; absent: all. */
  readonly locationName?: string | undefined;
  readonly figures: DayFigures;
  readonly products: readonly NamedProductFigures[];
  readonly backOffice: readonly NamedBackOffice[];
  readonly curve: readonly CurvePoint[];
  /** Of all desks, as far as this computer may know them; absent for who sees no payments. */
  readonly takings?: readonly MethodTotal[] | undefined;
  readonly appointments: { readonly planned: number; readonly noShow: number; readonly cancelled: number };
}

export type DayEnd = LeftOver;
