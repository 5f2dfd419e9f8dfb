import { Agent, type ClientRequest, request } from 'node:http';
import { changesDocument } from '@onthaal/contract/generated/client-documents.ts';
import { type WrittenCollection, writtenCollections } from './stream-writes.ts';

/** Whose desk it is. */
export interface ListeningMember {
  readonly memberId: string;
  readonly teamIds: readonly string[];
}

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

/** One desk that listens to pokes and notes when it heard of which collection. */
export class DeskStream {
  readonly heard: Readonly<Record<WrittenCollection, number[]>> = {
    persons: [],
    tasks: [],
    interactions: [],
    consultations: [],
  };
  pokes = 0;
  readonly member: ListeningMember;
  readonly #request: ClientRequest;

  private constructor(outgoing: ClientRequest, member: ListeningMember) {
    this.#request = outgoing;
    this.member = member;
  }

  /** Opens a stream. @throws when it is refused */
  static open(url: string, token: string, member: ListeningMember): Promise<DeskStream> {
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(`${url}/graphql`, { method: 'POST', agent, headers });
      const stream = new DeskStream(outgoing, member);
      outgoing.on('error', reject);
      outgoing.once('response', (response) => {
        if (response.statusCode !== 200) reject(new Error(`A stream was refused: ${response.statusCode}`));
        response.on('error', () => undefined);
        response.on('data', (chunk: Buffer) => stream.#take(chunk.toString()));
        resolve(stream);
      });
      outgoing.end(JSON.stringify({ query: changesDocument }));
    });
  }

  close(): void {
    this.#request.destroy();
  }

  #take(text: string): void {
    const now = Date.now();
    if (text.includes('"collections"')) this.pokes += 1;
    for (const name of writtenCollections) if (text.includes(`"${name}"`)) this.heard[name].push(now);
  }
}
