import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** A card that was open, for the palette. Kept in memory only, and gone at log-out. */
export interface RecentRecord {
  readonly kind: 'person' | 'dossier';
  readonly id: string;
  readonly title: string;
}

/** The last cards that were open, newest first. */
const recentSlice = createSlice({
  name: 'recent',
  initialState: [] as readonly RecentRecord[],
  reducers: {
    recordOpened: (state, { payload }: PayloadAction<RecentRecord>): readonly RecentRecord[] =>
      [payload, ...state.filter((record) => record.id !== payload.id)].slice(0, 12),
    recentCleared: (): readonly RecentRecord[] => [],
    recentRestored: (_state, { payload }: PayloadAction<readonly RecentRecord[]>): readonly RecentRecord[] => payload,
  },
});

export const { recordOpened, recentCleared, recentRestored } = recentSlice.actions;
export const recentReducer = recentSlice.reducer;
