import type { ApplicationInformation, Preferences, ProcessState } from '@onthaal/contract/ipc/channels.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export interface SessionState {
  readonly member: SessionMember | undefined;
  readonly information: ApplicationInformation | undefined;
  readonly preferences: Preferences;
  readonly storeProcess: ProcessState;
}

export const defaultPreferences: Preferences = { locale: 'nl-BE', theme: 'system', singleLetterKeys: true };
const initialState: SessionState = {
  member: undefined,
  information: undefined,
  preferences: defaultPreferences,
  storeProcess: { state: 'running', restarts: 0 },
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
    },
    preferencesChanged: (state, { payload }: PayloadAction<Preferences>) => {
      state.preferences = payload;
    },
    storeProcessChanged: (state, { payload }: PayloadAction<ProcessState>) => {
      state.storeProcess = payload;
    },
  },
});

export const { informationRead, memberChanged, preferencesChanged, storeProcessChanged } = sessionSlice.actions;
export const sessionReducer = sessionSlice.reducer;
