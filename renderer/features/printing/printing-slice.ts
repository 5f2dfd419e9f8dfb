import type { PrintJob } from '@onthaal/contract/devices/printing.ts';
import type { PrintTemplate } from '@onthaal/contract/letters/letters.ts';
import type { PaperTold } from '@onthaal/contract/store/messages.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Which printer of this desk: its own, or the one that stands in for it. */
export type PrinterOrder = 'first' | 'second';

/** A letter on its way to paper. Its content is not here, only what the strip says of it. */
export interface PrintItem {
  readonly letterId: string;
  readonly template: PrintTemplate;
  /** Its number, or what else tells it apart. */
  readonly number: string;
  /** Absent for what belongs to no dossier. */
  readonly dossierId?: string | undefined;
  /** Who gets it. */
  readonly personId?: string | undefined;
  readonly order: PrinterOrder;
  readonly job: PrintJob;
  /** It is a document of the dossier already. */
  readonly isKept?: boolean;
  /** What it says of an appointment, for what is printed of one. */
  readonly told?: Omit<PaperTold, 'id'> | undefined;
}

interface PrintingState {
  /** Newest last. */
  readonly items: readonly PrintItem[];
  /** Jobs that were heard of before the answer that names them came. */
  readonly early: readonly PrintJob[];
  /** The appointment that was booked, moved or cancelled here last: its paper is offered. */
  readonly offeredId?: string | undefined;
}

const nothing: PrintingState = { items: [], early: [] };
/** More than a desk has under way at one time. */
const MOST_EARLY_JOBS = 20;

const printingSlice = createSlice({
  name: 'printing',
  initialState: nothing,
  reducers: {
    /** Also when printed again: the letter has one line. */
    printBegun: (state, { payload }: PayloadAction<PrintItem>): PrintingState => {
      const job = state.early.find(({ id }) => id === payload.job.id) ?? payload.job;
      const others = state.items.filter(({ letterId }) => letterId !== payload.letterId);
      return {
        ...state,
        items: [...others, { ...payload, job }],
        early: state.early.filter(({ id }) => id !== payload.job.id),
      };
    },
    jobChanged: (state, { payload }: PayloadAction<PrintJob>): PrintingState => {
      const isKnown = state.items.some(({ job }) => job.id === payload.id);
      if (!isKnown) {
        const others = state.early.filter(({ id }) => id !== payload.id);
        return { ...state, early: [...others, payload].slice(-MOST_EARLY_JOBS) };
      }
      return {
        ...state,
        items: state.items.map((item) => (item.job.id === payload.id ? { ...item, job: payload } : item)),
      };
    },
    printKept: (state, { payload }: PayloadAction<string>): PrintingState => ({
      ...state,
      items: state.items.map((item) => (item.letterId === payload ? { ...item, isKept: true } : item)),
    }),
    printForgotten: (state, { payload }: PayloadAction<string>): PrintingState => ({
      ...state,
      items: state.items.filter(({ letterId }) => letterId !== payload),
    }),
    /** Undefined: not now, or it is being printed. */
    paperOffered: (state, { payload }: PayloadAction<string | undefined>): PrintingState => ({
      ...state,
      offeredId: payload,
    }),
    printingCleared: (): PrintingState => nothing,
  },
});

export const { printBegun, jobChanged, printKept, printForgotten, paperOffered, printingCleared } =
  printingSlice.actions;
export const printingReducer = printingSlice.reducer;
