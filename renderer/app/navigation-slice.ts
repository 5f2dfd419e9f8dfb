import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { type Route, sameRoute } from './routes.ts';

export interface NavigationState {
  readonly entries: readonly Route[];
  readonly index: number;
}

const initialState: NavigationState = { entries: [{ name: 'today' }], index: 0 };
const longestHistory = 50;

/** Where the clerk is and was. Opening something from the middle of the history drops what lay ahead, as in a browser. */
const navigationSlice = createSlice({
  name: 'navigation',
  initialState: initialState as NavigationState,
  reducers: {
    screenOpened: (state, { payload }: PayloadAction<Route>): NavigationState => {
      const current = state.entries[state.index];
      if (current && sameRoute(current, payload)) return state;
      const entries = [...state.entries.slice(0, state.index + 1), payload].slice(-longestHistory);
      return { entries, index: entries.length - 1 };
    },
    /** The screen made way for what came of it: a form for the dossier that it made. Going back must not reopen the form. */
    screenReplaced: (state, { payload }: PayloadAction<Route>): NavigationState => {
      const before = state.entries.slice(0, state.index);
      const previous = before.at(-1);
      const entries = previous && sameRoute(previous, payload) ? before : [...before, payload];
      return { entries, index: entries.length - 1 };
    },
    wentBack: (state): NavigationState => ({ ...state, index: Math.max(0, state.index - 1) }),
    wentForward: (state): NavigationState => ({ ...state, index: Math.min(state.entries.length - 1, state.index + 1) }),
    /** Another member, or nobody: where the last one was is nobody's business. */
    navigationCleared: (): NavigationState => initialState,
    /** The screens of another visitor. */
    navigationRestored: (_state, { payload }: PayloadAction<NavigationState>): NavigationState => payload,
  },
  selectors: {
    selectRoute: (state): Route => state.entries[state.index] ?? { name: 'today' },
    selectCanGoBack: (state): boolean => state.index > 0,
    selectCanGoForward: (state): boolean => state.index < state.entries.length - 1,
  },
});

export const { screenOpened, screenReplaced, wentBack, wentForward, navigationCleared, navigationRestored } =
  navigationSlice.actions;
export const { selectRoute, selectCanGoBack, selectCanGoForward } = navigationSlice.selectors;
export const navigationReducer = navigationSlice.reducer;
