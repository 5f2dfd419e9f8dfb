import type { PrintJob } from '@onthaal/contract/devices/printing.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { jobChanged } from '../printing/printing-slice.ts';

/** What became of the paper ticket of a visitor. */
export type TicketState =
  | { readonly kind: 'asked' }
  | { readonly kind: 'noPrinter' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'job'; readonly job: PrintJob };

interface VisitTickets {
  /** By the id of the visit; the newest last. */
  readonly states: Readonly<Record<string, TicketState>>;
  /** Jobs that were heard of before the answer that names them came. */
  readonly early: readonly PrintJob[];
}

const nothing: VisitTickets = { states: {}, early: [] };
/** More than are printed while somebody still looks. */
const MOST_KEPT = 30;

const visitTicketsSlice = createSlice({
  name: 'visitTickets',
  initialState: nothing,
  reducers: {
    ticketChanged: (state, { payload }: PayloadAction<{ readonly visitId: string; readonly is: TicketState }>) => {
      const { visitId, is } = payload;
      const heard = is.kind === 'job' ? state.early.find(({ id }) => id === is.job.id) : undefined;
      const others = Object.entries(state.states).filter(([id]) => id !== visitId);
      const next: TicketState = heard === undefined ? is : { kind: 'job', job: heard };
      return { ...state, states: Object.fromEntries([...others, [visitId, next] as const].slice(-MOST_KEPT)) };
    },
  },
  extraReducers: (builder) => {
    builder.addCase(jobChanged, (state, { payload }): VisitTickets => {
      if (payload.kind !== 'ticket') return state as VisitTickets;
      const states = Object.entries(state.states).map(([id, is]): [string, TicketState] =>
        is.kind === 'job' && is.job.id === payload.id ? [id, { kind: 'job', job: payload }] : [id, is as TicketState],
      );
      const early = state.early.filter(({ id }) => id !== payload.id) as PrintJob[];
      return { states: Object.fromEntries(states), early: [...early, payload].slice(-MOST_KEPT) };
    });
  },
});

export const { ticketChanged } = visitTicketsSlice.actions;
export const visitTicketsReducer = visitTicketsSlice.reducer;
