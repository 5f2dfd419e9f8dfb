import { changesDocument } from '@onthaal/contract/generated/client-documents.ts';
import { pokeStream } from '../changes/poke-stream.ts';
import type { ChangePoke } from '../changes/subscribers.ts';
import type { RequestContext } from './request-context.ts';
import { listenerOf } from './services.ts';

// The request for pokes is a short text; longer bodies are not worth reading twice.
const longestRequest = 1000;
const opening = Buffer.from(':\n\n');
const bytesOf = new WeakMap<ChangePoke, Uint8Array>();

/** A poke as the engine would send it. Most desks get the same one, so its bytes are made once. */
function eventOf(poke: ChangePoke): Uint8Array {
  const known = bytesOf.get(poke);
  if (known !== undefined) return known;
  const data = JSON.stringify({ data: { changes: { collections: poke.collections } } });
  const bytes = Buffer.from(`event: next\ndata: ${data}\n\n`);
  bytesOf.set(poke, bytes);
  return bytes;
}

async function* eventsOf(pokes: AsyncIterable<ChangePoke>): AsyncIterable<Uint8Array> {
  yield opening;
  for await (const poke of pokes) yield eventOf(poke);
}

function isPokeRequest(body: string): boolean {
  if (body.length > longestRequest || !body.includes('subscription')) return false;
  try {
    return (JSON.parse(body) as { readonly query?: unknown } | null)?.query === changesDocument;
  } catch {
    return false;
  }
}

/**
 * The stream of pokes for a desk that asks for it word for word, without the GraphQL engine: it would execute the same
 * operation for every poke and every desk.
 *
 * @returns undefined for every other request, and whenever something is wrong with this one: the engine then answers it
 */
export async function directPokes(
  body: string,
  accept: string | undefined,
  context: RequestContext,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (accept?.includes('text/event-stream') !== true || !isPokeRequest(body)) return undefined;
  const session = await context.session();
  if (!session.ok) return undefined;
  context.traces.expiresAt = session.value.expiresAt;
  context.traces.fields.push('changes');
  return eventsOf(pokeStream(context.services.hub, await listenerOf(context.services, session.value)));
}
