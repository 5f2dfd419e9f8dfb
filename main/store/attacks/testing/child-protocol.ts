/** Name of the broadcast channel on which the harness gives orders to the writer worker under attack. */
export const ATTACK_ORDERS = 'onthaal-attack-orders';

/**
 * `checkpoints`: empty the log over and over, so that a kill falls into it. `full`: let the file grow by so little that the disk
 * seems full; `roomy`: as before.
 */
export type AttackOrder = 'checkpoints' | 'full' | 'roomy';

/** The harness to the store process under attack. */
export type ToChild =
  | { readonly kind: 'control'; readonly message: unknown; readonly withPort?: boolean }
  | { readonly kind: 'window'; readonly message: unknown }
  | { readonly kind: 'order'; readonly order: AttackOrder };

/** The store process under attack to the harness. */
export interface FromChild {
  readonly kind: 'control' | 'window';
  readonly message: unknown;
}
