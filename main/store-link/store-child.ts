import type { StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { SupervisedProcess } from '../supervisor/supervisor.ts';

/** The store process as main talks to it; `Port` is whatever can be transferred to it. */
export interface StoreChild<Port> extends SupervisedProcess {
  readonly post: (message: unknown, ports: readonly Port[]) => void;
  readonly onMessage: (listener: (message: StoreControlResponse) => void) => void;
}
