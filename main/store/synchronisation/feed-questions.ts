import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { feedStateDocument, unknownStatesDocument } from '@onthaal/contract/generated/client-documents.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { MidofficeClient } from './midoffice-client.ts';
import { RequestError } from './request-error.ts';

/** A state of a document that the centre had, by the `updatedAt` of that state. */
export interface KnownState {
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly updatedAt: string;
}

const FeedState = Type.Object({
  mark: Type.String({ minLength: 1, maxLength: 64 }),
  scopeId: Type.String({ minLength: 1, maxLength: 64 }),
  restored: Type.Boolean(),
  lostAfter: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const feedAnswer = Compile(Type.Object({ feedState: FeedState }));
const unknownAnswer = Compile(Type.Object({ unknownStates: Type.Array(Type.Integer({ minimum: 0 })) }));

/** States asked in one request. */
export const STATES_PER_QUESTION = 500;

/**
 * Asks which history and scope the centre has now.
 *
 * @param marks marks that the desk worked under, newest first
 * @param checkpoints its positions in the change order
 * @throws RequestError
 */
export async function askFeedState(
  client: MidofficeClient,
  marks: readonly string[],
  checkpoints: readonly string[],
): Promise<Static<typeof FeedState>> {
  const value = await client.request<unknown>(feedStateDocument, { marks, checkpoints });
  if (!feedAnswer.Check(value)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return value.feedState;
}

/** Asks which of these states (at most 500) the centre never had. Throws RequestError. */
export async function askUnknownStates(
  client: MidofficeClient,
  states: readonly KnownState[],
): Promise<readonly KnownState[]> {
  if (states.length === 0) return [];
  const value = await client.request<unknown>(unknownStatesDocument, { states });
  if (!unknownAnswer.Check(value)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return value.unknownStates.map((place) => states[place]).filter((state) => state !== undefined);
}
