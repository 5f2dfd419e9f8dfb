import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  changesDocument,
  demoLogInDocument,
  pullDocuments,
  pushDocuments,
} from '@onthaal/contract/generated/client-documents.ts';
import { pullFieldName, pushFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { v7 } from 'uuid';
import type { PullPage } from '../documents/pull.ts';
import type { PushOutcome, PushRow } from '../documents/push-row.ts';

interface GraphqlAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Sends one GraphQL request and reads the answer as it is. */
export async function sendGraphql(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  token?: string,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Partial<GraphqlAnswer>;
  return { status: response.status, data: body.data, errors: body.errors ?? [] };
}

/** A desk of somebody, speaking the wire by hand. */
export class Desk {
  readonly url: string;
  readonly grant: SessionGrant;

  constructor(url: string, grant: SessionGrant) {
    this.url = url;
    this.grant = grant;
  }

  static async logIn(url: string, memberId: string, deviceId = `device-${v7()}`): Promise<Desk> {
    const answer = await sendGraphql(url, demoLogInDocument, { memberId, deviceId });
    const grant = answer.data?.demoLogIn as SessionGrant | undefined;
    if (grant === undefined) throw new Error(`No login: ${answer.errors[0]?.message}`);
    return new Desk(url, grant);
  }

  async pull(collection: CollectionName, checkpoint: string | null = null, limit = 1000): Promise<PullPage> {
    const answer = await sendGraphql(this.url, pullDocuments[collection], { checkpoint, limit }, this.grant.token);
    if (answer.data == null) throw new Error(`No page: ${answer.errors[0]?.message}`);
    return stripNulls(answer.data[pullFieldName(collection)] as PullPage);
  }

  /** All pages from the checkpoint on. */
  async pullAll(collection: CollectionName, checkpoint: string | null = null, limit = 1000) {
    const documents: PullPage['documents'][number][] = [];
    for (let position = checkpoint; ; ) {
      const page = await this.pull(collection, position, limit);
      documents.push(...page.documents);
      position = page.checkpoint ?? null;
      if (!page.more) return { documents, checkpoint: position };
    }
  }

  async push(collection: CollectionName, rows: readonly PushRow[]): Promise<readonly PushOutcome[]> {
    const answer = await sendGraphql(this.url, pushDocuments[collection], { rows }, this.grant.token);
    if (answer.data == null) throw new Error(`No outcomes: ${answer.errors[0]?.message}`);
    return stripNulls(answer.data[pushFieldName(collection)] as readonly PushOutcome[]);
  }

  /** Pushes one document; `assumed` is what the desk believes the centre has. */
  async pushOne<Name extends CollectionName>(
    collection: Name,
    next: DocumentOf<Name>,
    assumed?: DocumentOf<Name>,
    operationId: string = v7(),
  ): Promise<PushOutcome> {
    const row = {
      operationId,
      newDocumentState: next,
      ...(assumed === undefined ? {} : { assumedMasterState: assumed }),
    };
    const [outcome] = await this.push(collection, [row]);
    if (outcome === undefined) throw new Error('No outcome');
    return outcome;
  }

  /** Listens to pokes: calls back with the text of the stream as it comes. Resolves when the stream is open. */
  async listen(
    onText: (text: string) => void,
  ): Promise<{ readonly stop: () => void; readonly ended: Promise<'ended' | 'cut'> }> {
    const control = new AbortController();
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      signal: control.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${this.grant.token}`,
      },
      body: JSON.stringify({ query: changesDocument }),
    });
    if (response.status !== 200 || response.body === null) throw new Error(`No stream: ${response.status}`);
    const read = async (body: AsyncIterable<Uint8Array>): Promise<'ended'> => {
      for await (const chunk of body) onText(Buffer.from(chunk).toString());
      return 'ended';
    };
    const ended = read(response.body as unknown as AsyncIterable<Uint8Array>).catch(() => 'cut' as const);
    return { stop: () => control.abort(), ended };
  }
}
