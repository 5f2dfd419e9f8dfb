import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { NavigationState } from '../../app/navigation-slice.ts';
import type { RecentRecord } from '../../app/recent-slice.ts';
import type { Drafts } from '../interaction/drafts-slice.ts';

/** What was open, and half typed, while one visitor was at the desk. */
export interface Workspace {
  readonly navigation: NavigationState;
  readonly recent: readonly RecentRecord[];
  readonly drafts: Drafts;
}

interface WorkspaceState {
  /** The visit whose screens are shown. */
  readonly shown: string | undefined;
  /** Counts the visits that went out of sight: everything on the screen is made anew then. */
  readonly generation: number;
  /** Of the parked visits. */
  readonly kept: Readonly<Record<string, Workspace>>;
  /** What is typed now belongs to the visit that is about to be opened. */
  readonly carries: boolean;
  /** The end of the shown visit is on the screen. */
  readonly isFinishing: boolean;
  /** The shown visit, while it is parked or ended: what comes next is not about it any more. */
  readonly leavingId: string | undefined;
  /** What was typed before a visitor was called. */
  readonly beforeVisit: Drafts;
}

const initialState: WorkspaceState = {
  shown: undefined,
  generation: 0,
  kept: {},
  carries: false,
  isFinishing: false,
  leavingId: undefined,
  beforeVisit: {},
};

interface Change {
  readonly shown: string | undefined;
  /** How it looked until now. */
  readonly left: Workspace;
  readonly openIds: readonly string[];
}

/** Which visitor's screens are shown. In memory only: they name and describe citizens. */
const workspaceSlice = createSlice({
  name: 'workspace',
  initialState: initialState as WorkspaceState,
  reducers: {
    workspaceChanged: (state, { payload }: PayloadAction<Change>): WorkspaceState => {
      const { shown, left, openIds } = payload;
      const open = Object.entries(state.kept).filter(([id]) => openIds.includes(id) && id !== shown);
      const kept: Record<string, Workspace> = Object.fromEntries(open);
      if (state.shown === undefined) {
        return {
          ...state,
          shown,
          kept,
          carries: false,
          isFinishing: false,
          leavingId: undefined,
          beforeVisit: state.carries ? {} : left.drafts,
        };
      }
      // A visit that is over leaves nothing.
      if (openIds.includes(state.shown)) kept[state.shown] = left;
      const generation = state.generation + 1;
      return { ...state, shown, kept, carries: false, isFinishing: false, leavingId: undefined, generation };
    },
    finishingChanged: (state, { payload }: PayloadAction<boolean>): WorkspaceState => ({
      ...state,
      isFinishing: payload,
    }),
    visitLeaving: (state, { payload }: PayloadAction<string | undefined>): WorkspaceState =>
      payload === undefined || payload === state.shown ? { ...state, leavingId: payload } : state,
    workspaceCarried: (state): WorkspaceState => ({ ...state, carries: true }),
    workspacesCleared: (): WorkspaceState => initialState,
  },
});

export const { workspaceChanged, finishingChanged, visitLeaving, workspaceCarried, workspacesCleared } =
  workspaceSlice.actions;
export const workspaceReducer = workspaceSlice.reducer;
