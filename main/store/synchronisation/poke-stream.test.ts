import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { PokeStream } from './poke-stream.ts';

/** A mid-office of which only the stream matters. */
class StreamServer {
  readonly #server: Server;
  readonly #streams: ServerResponse[] = [];
  /** HTTP status of the answer to a try. */
  status = 200;
  tries = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.tries += 1;
      request.resume();
      response.writeHead(this.status, { 'content-type': 'text/event-stream' });
      if (this.status !== 200) {
        response.end();
        return;
      }
      response.write(':\n\n');
      this.#streams.push(response);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  cutStreams(): void {
    for (const stream of this.#streams.splice(0)) stream.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Settles when a counter that only grows is high enough. */
async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the stream of pokes', { timeout: 60_000 }, () => {
  let server = new StreamServer();
  let stream: PokeStream | undefined;
  const heard = { opens: 0, breaks: 0 };

  async function listen(): Promise<void> {
    server = new StreamServer();
    Object.assign(heard, { opens: 0, breaks: 0 });
    stream = new PokeStream({
      address: await server.open(),
      token: () => 'token',
      isMissed: () => true,
      onOpen: () => {
        heard.opens += 1;
      },
      onBreak: () => {
        heard.breaks += 1;
      },
      onPoke: () => undefined,
      onNeighbours: () => undefined,
    });
    void stream.run();
    await until(() => heard.opens === 1);
  }

  afterEach(async () => {
    stream?.close();
    await server.close().catch(() => undefined);
  });

  it('asks after the line at each try that finds nobody: a node that stops cuts streams first and answers for a while', async () => {
    await listen();
    server.cutStreams();
    await until(() => heard.breaks === 1);
    await server.close();
    await until(() => heard.breaks >= 4);
    expect(heard.opens).toBeGreaterThanOrEqual(1);
  });

  it('does not ask while a mid-office refuses it: that one is there, and wants to be left in peace', async () => {
    await listen();
    server.status = 503;
    server.cutStreams();
    await until(() => server.tries >= 4);
    expect(heard).toEqual({ opens: 1, breaks: 1 });
  });
});
