import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Text that somebody is typing, by the form it belongs to. */
export type Drafts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Before the id of a row: what is typed in Beheer. It is kept on this computer, and is neither about a visitor nor work of the day. */
export const administrationDrafts = 'administration:';

/**
 * What is typed and not yet saved. In memory only and gone at log-out: it is about citizens. It outlives the screen, so that
 * looking something up, Esc, or a closed dialog never loses text.
 */
const draftsSlice = createSlice({
  name: 'drafts',
  initialState: {} as Drafts,
  reducers: {
    draftKept: (
      state,
      { payload }: PayloadAction<{ readonly key: string; readonly values: Readonly<Record<string, unknown>> }>,
    ): Drafts => ({ ...state, [payload.key]: { ...state[payload.key], ...payload.values } }),
    draftDropped: (state, { payload }: PayloadAction<string>): Drafts => {
      const { [payload]: _dropped, ...rest } = state;
      return rest;
    },
    draftsCleared: (): Drafts => ({}),
    draftsRestored: (_state, { payload }: PayloadAction<Drafts>): Drafts => payload,
  },
});

export const { draftKept, draftDropped, draftsCleared, draftsRestored } = draftsSlice.actions;
export const draftsReducer = draftsSlice.reducer;
