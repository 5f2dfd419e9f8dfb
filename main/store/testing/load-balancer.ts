import { createConnection, createServer, type Server, type Socket } from 'node:net';

/**
 * A load balancer that knows nothing: each new connection goes to the next node, whoever it is from and whatever is in it; a
 * node that refuses is passed over.
 */
export class LoadBalancer {
  /** Nodes, as addresses like `http://127.0.0.1:4000`. */
  nodes: readonly string[];
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Map<string, number>();
  readonly #server: Server;
  readonly #lastNodeOf = new Map<string, string>();
  readonly #watched: readonly string[];
  #cutAnswerTo: string | undefined;
  #onCut: () => void = () => undefined;
  #turn = 0;

  /** `watched`: texts in requests of which it remembers which node got them last. */
  constructor(nodes: readonly string[], watched: readonly string[] = []) {
    this.nodes = nodes;
    this.#watched = watched;
    this.#server = createServer((desk) => this.#forward(desk, this.nodes.length));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** How many connections a node got. */
  connectionsOf(node: string): number {
    return this.#connections.get(node) ?? 0;
  }

  /** The node that got the last request with a watched text. */
  lastNodeOf(text: string): string | undefined {
    return this.#lastNodeOf.get(text);
  }

  /** Cuts the line when the node answers the next request with a text. Resolves when it did. */
  cutAnswerTo(text: string): Promise<void> {
    this.#cutAnswerTo = text;
    return new Promise((resolve) => {
      this.#onCut = resolve;
    });
  }

  #forward(desk: Socket, attempts: number): void {
    const node = this.nodes[this.#turn % this.nodes.length];
    this.#turn += 1;
    if (node === undefined || attempts === 0) {
      desk.destroy();
      return;
    }
    const { port, hostname } = new URL(node);
    const centre = createConnection(Number(port), hostname);
    centre.once('error', () => {
      if (centre.bytesRead === 0 && desk.bytesRead === 0) this.#forward(desk, attempts - 1);
      else desk.destroy();
    });
    centre.once('connect', () => this.#join(desk, centre, node));
  }

  #join(desk: Socket, centre: Socket, node: string): void {
    this.#connections.set(node, this.connectionsOf(node) + 1);
    for (const socket of [desk, centre]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        desk.destroy();
        centre.destroy();
      });
    }
    let request = '';
    desk.on('data', (chunk: Buffer) => {
      request += chunk.toString('latin1');
      for (const text of this.#watched) if (request.includes(text)) this.#lastNodeOf.set(text, node);
      centre.write(chunk);
    });
    centre.on('data', (chunk: Buffer) => {
      const isCut = this.#cutAnswerTo !== undefined && request.includes(this.#cutAnswerTo);
      request = '';
      if (!isCut) {
        desk.write(chunk);
        return;
      }
      this.#cutAnswerTo = undefined;
      desk.destroy();
      this.#onCut();
    });
  }
}
