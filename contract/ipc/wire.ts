/** Names on the wire between main and preload; nobody else needs them. */
export const wire = {
  /** Invoke with `{ channel, args }`: answers a Result. */
  request: 'onthaal:request',
  /** Main to page: event channel and payload. */
  event: 'onthaal:event',
  /** Main to page: nonce, with the store's port transferred. */
  storePort: 'onthaal:storePort',
} as const;
