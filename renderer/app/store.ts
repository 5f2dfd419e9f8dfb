import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { storeApi } from '../bridge/store-api.ts';
import { devicesReducer } from '../features/devices/devices-slice.ts';
import { draftsReducer } from '../features/interaction/drafts-slice.ts';
import { lockReducer } from '../features/lock/lock-slice.ts';
import { printingReducer } from '../features/printing/printing-slice.ts';
import { visitTicketsReducer } from '../features/queue/visit-tickets-slice.ts';
import { workspaceReducer } from '../features/visit/workspace-slice.ts';
import { navigationReducer } from './navigation-slice.ts';
import { recentReducer } from './recent-slice.ts';
import { sessionReducer } from './session-slice.ts';

/** The one Redux store of a window. `client` is how reads and commands reach the store process. */
export function makeStore(client: StoreClient) {
  return configureStore({
    reducer: {
      navigation: navigationReducer,
      session: sessionReducer,
      recent: recentReducer,
      drafts: draftsReducer,
      lock: lockReducer,
      devices: devicesReducer,
      printing: printingReducer,
      visitTickets: visitTicketsReducer,
      workspace: workspaceReducer,
      [storeApi.reducerPath]: storeApi.reducer,
    },
    middleware: (defaults) =>
      defaults({
        thunk: { extraArgument: { client } },
        // Answers of the store are JSON by construction; checking thousands of rows again costs frames.
        serializableCheck: false,
        immutableCheck: false,
      }).concat(storeApi.middleware),
    devTools: false,
  });
}

export type AppStore = ReturnType<typeof makeStore>;
export type RootState = ReturnType<AppStore['getState']>;
export type AppDispatch = AppStore['dispatch'];
export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();
