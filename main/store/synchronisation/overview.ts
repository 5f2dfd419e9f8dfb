import { syncOverviewDocument } from '@onthaal/contract/generated/client-documents.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { MidofficeClient } from './midoffice-client.ts';
import { RequestError } from './request-error.ts';

const Overview = Type.Object({
  databaseId: Type.String({ minLength: 1, maxLength: 64 }),
  collections: Type.Array(Type.Object({ collection: Type.String(), documents: Type.Integer() })),
});
const answer = Compile(Type.Object({ syncOverview: Overview }));

/**
 * Asks the mid-office which database it works with and how many documents it has for this member.
 *
 * @throws RequestError
 */
export async function askOverview(client: MidofficeClient): Promise<Static<typeof Overview>> {
  const value = await client.request<unknown>(syncOverviewDocument);
  if (!answer.Check(value)) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return value.syncOverview;
}
