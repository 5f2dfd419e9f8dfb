import type { LockState } from '@onthaal/contract/session/lock.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

const unlocked: LockState = { locked: false, reason: 'key', secret: 'none', waitUntil: 0 };

const lockSlice = createSlice({
  name: 'lock',
  initialState: unlocked,
  reducers: {
    lockChanged: (_state, { payload }: PayloadAction<LockState>): LockState => payload,
    /** The key was pressed: nothing may be seen any more, also before main has answered. */
    screenCovered: (state): LockState => (state.locked ? state : { ...state, locked: true, reason: 'key' }),
  },
});

export const { lockChanged, screenCovered } = lockSlice.actions;
export const lockReducer = lockSlice.reducer;
