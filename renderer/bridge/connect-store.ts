import type { Result } from '@onthaal/contract/result.ts';
import { desktop } from './desktop.ts';
import type { StoreConnection } from './store-connection.ts';

/**
 * Asks main for a port to the store and gives it to the connection. The port comes as a window message with our nonce, so that
 * nothing else on the page can put a port of its own in its place.
 */
export async function connectStore(connection: StoreConnection): Promise<Result<null>> {
  const nonce = crypto.randomUUID();
  const stop = onPort(nonce, (port) => {
    stop();
    connection.attach(port as unknown as Parameters<StoreConnection['attach']>[0]);
  });
  const asked = await desktop().request('store:connect', { nonce });
  if (!asked.ok) stop();
  return asked;
}

function onPort(nonce: string, take: (port: MessagePort) => void): () => void {
  const listen = (event: MessageEvent) => {
    const message = event.data as { source?: unknown; kind?: unknown; nonce?: unknown } | null;
    const ours = message?.source === 'onthaal' && message.kind === 'storePort' && message.nonce === nonce;
    const port = event.ports[0];
    if (ours && event.source === window && port) take(port);
  };
  window.addEventListener('message', listen);
  return () => window.removeEventListener('message', listen);
}
