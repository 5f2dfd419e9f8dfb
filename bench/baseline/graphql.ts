import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { demoLogInDocument, pullDocuments, pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { pullFieldName, pushFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';

const PAGE = 500;

export type PlainDocument = Readonly<Record<string, unknown>> & { readonly id: string };

async function ask(
  url: string,
  token: string | undefined,
  query: string,
  variables: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { readonly data?: Record<string, unknown>; readonly errors?: unknown };
  if (answer.data === undefined || answer.errors !== undefined) {
    throw new Error(`The mid-office refused: HTTP ${response.status} ${JSON.stringify(answer.errors)}`);
  }
  return answer.data;
}

/** Logs a demo person in without the store. Answers the token. */
export async function plainLogIn(url: string, memberId: string, deviceId: string): Promise<string> {
  const answer = await ask(url, undefined, demoLogInDocument, { memberId, deviceId });
  return (answer.demoLogIn as { readonly token: string }).token;
}

/** Pulls a whole collection, page by page, as plain HTTP and JSON. */
export async function* pullPages(
  url: string,
  token: string,
  collection: CollectionName,
): AsyncGenerator<readonly PlainDocument[]> {
  let checkpoint: string | null = null;
  for (;;) {
    const answer: Record<string, unknown> = await ask(url, token, pullDocuments[collection], {
      checkpoint,
      limit: PAGE,
    });
    const page = answer[pullFieldName(collection)] as {
      readonly documents: readonly PlainDocument[];
      readonly checkpoint: string | null;
    };
    yield page.documents;
    if (page.documents.length < PAGE) return;
    checkpoint = page.checkpoint;
  }
}

/** Pushes new documents, as another desk would. @throws when one is not accepted */
export async function pushNew(
  url: string,
  token: string,
  collection: CollectionName,
  documents: readonly (PlainDocument & { readonly operationId: string })[],
): Promise<void> {
  const rows = documents.map(({ operationId, ...document }) => ({
    operationId,
    newDocumentState: { ...document, deleted: false },
  }));
  const answer = await ask(url, token, pushDocuments[collection], { rows });
  const outcomes = answer[pushFieldName(collection)] as readonly { readonly outcome: string }[];
  const refused = outcomes.find(({ outcome }) => outcome !== 'accepted');
  if (refused !== undefined) throw new Error(`The mid-office did not accept a row: ${JSON.stringify(refused)}`);
}

/** A document of the wire without its nulls and without the deleted flag. */
export function plainDocument(row: PlainDocument): PlainDocument {
  const { deleted, ...document } = stripNulls(row) as PlainDocument & { readonly deleted: boolean };
  return document as PlainDocument;
}
