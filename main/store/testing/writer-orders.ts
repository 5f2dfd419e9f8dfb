/** Name of the broadcast channel on which a test gives orders to its writer worker. */
export const ORDERS = 'onthaal-test-writer';

export type WriterOrder =
  | {
      readonly kind: 'hold';
      readonly personId: string;
      readonly copies: number;
      /** One 32-bit number: 0 before, 1 while the writer stands still in its transaction, 2 lets it go. */
      readonly gate: SharedArrayBuffer;
    }
  | { readonly kind: 'die' };
