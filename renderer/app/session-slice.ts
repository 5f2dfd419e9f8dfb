import type { ApplicationInformation, Preferences, ProcessState } from '@onthaal/contract/ipc/channels.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export interface SessionState {
  readonly member: SessionMember | undefined;
  readonly information: ApplicationInformation | undefined;
  readonly preferences: Preferences;
  readonly storeProcess: ProcessState;
  /** The screen is blanked: nothing can be read until a key or a click. */
  readonly blank: boolean;
}

export const defaultPreferences: Preferences = { locale: 'nl-BE', theme: 'system', singleLetterKeys: true };
const initialState: SessionState = {
  member: undefined,
  information: undefined,
  preferences: defaultPreferences,
  storeProcess: { state: 'running', restarts: 0 },
  blank: false,
};

const sessionSlice = createSlice({
  name: 'session',
  initialState: initialState as SessionState,
  reducers: {
    informationRead: (state, { payload }: PayloadAction<ApplicationInformation>) => {
      state.information = payload;
    },
    memberChanged: (state, { payload }: PayloadAction<SessionMember | null>) => {
      state.member = payload ?? undefined;
      state.blank = false;
    },
    preferencesChanged: (state, { payload }: PayloadAction<Preferences>) => {
      state.preferences = payload;
    },
    storeProcessChanged: (state, { payload }: PayloadAction<ProcessState>) => {
      state.storeProcess = payload;
    },
    screenBlanked: (state) => {
      state.blank = true;
    },
    screenShown: (state) => {
      state.blank = false;
    },
  },
});

export const { informationRead, memberChanged, preferencesChanged, storeProcessChanged, screenBlanked, screenShown } =
  sessionSlice.actions;
export const sessionReducer = sessionSlice.reducer;
