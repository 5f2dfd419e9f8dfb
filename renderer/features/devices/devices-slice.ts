import type { DeskDevices } from '@onthaal/contract/devices/desk-devices.ts';
import type { WatchedHealth } from '@onthaal/contract/devices/device-health.ts';
import type { NeighbouringDesk } from '@onthaal/contract/devices/neighbours.ts';
import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Cameras and microphones by their names; a name is empty for a page that may not use the device. */
export interface MediaNames {
  readonly cameras: readonly string[];
  readonly microphones: readonly string[];
}

/** The devices of this computer as the window knows them. Nothing of it belongs to a person: it outlives a logging out. */
export interface DevicesState {
  readonly process: ProcessState | undefined;
  /** Undefined until they were looked for. */
  readonly readers: ReadersState | undefined;
  /** A reader was seen since the window was opened: one that is gone now is missed. */
  readonly readerSeen: boolean;
  readonly settings: DeskDevices | undefined;
  /** Printers and terminal; undefined until somebody told. */
  readonly health: WatchedHealth | undefined;
  readonly media: MediaNames | undefined;
  /** The other desks in the building, with what they share. */
  readonly neighbours: readonly NeighbouringDesk[];
}

const initialState: DevicesState = {
  process: undefined,
  readers: undefined,
  readerSeen: false,
  settings: undefined,
  health: undefined,
  media: undefined,
  neighbours: [],
};

const devicesSlice = createSlice({
  name: 'devices',
  initialState,
  reducers: {
    deviceProcessChanged: (state, { payload }: PayloadAction<ProcessState>): DevicesState => ({
      ...state,
      process: payload,
    }),
    readersChanged: (state, { payload }: PayloadAction<ReadersState>): DevicesState => ({
      ...state,
      readers: payload,
      readerSeen: state.readerSeen || payload.readers.length > 0,
    }),
    deskDevicesChanged: (state, { payload }: PayloadAction<DeskDevices>): DevicesState => ({
      ...state,
      settings: payload,
    }),
    healthChanged: (state, { payload }: PayloadAction<WatchedHealth>): DevicesState => ({ ...state, health: payload }),
    neighboursChanged: (state, { payload }: PayloadAction<readonly NeighbouringDesk[]>): DevicesState => ({
      ...state,
      neighbours: payload,
    }),
    mediaChanged: (state, { payload }: PayloadAction<MediaNames>): DevicesState => ({ ...state, media: payload }),
  },
});

export const {
  deviceProcessChanged,
  readersChanged,
  deskDevicesChanged,
  healthChanged,
  mediaChanged,
  neighboursChanged,
} = devicesSlice.actions;
export const devicesReducer = devicesSlice.reducer;
