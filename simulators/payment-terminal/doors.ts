import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';

/** How a terminal answers one message. */
export interface Caller {
  readonly isConnection: boolean;
  readonly send: (message: object) => void;
  /** Acknowledges what has no answer. */
  readonly accept: () => void;
  readonly drop: () => void;
  readonly garbage: () => void;
}

export type OnCall = (message: unknown, caller: Caller) => void;

const GARBAGE = '{"SaleToPOIResponse": ';

/** The two doors of a terminal on this computer: requests of HTTP, and connections with messages behind their length. */
export class TerminalDoors {
  readonly #http: Server;
  readonly #tcp: TcpServer;
  readonly #sockets = new Set<Socket>();
  #httpPort = 0;
  #tcpPort = 0;

  constructor(onCall: OnCall) {
    this.#http = createHttpServer((request, response) => {
      void answerHttp(request, response, onCall).catch(() => response.destroy());
    });
    this.#tcp = createTcpServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      serveSocket(socket, onCall);
    });
  }

  /**
   * Opens both; again after a close, on the same ports.
   *
   * @param httpPort 0: any that is free
   */
  async open(httpPort = this.#httpPort): Promise<void> {
    this.#httpPort = await listen(this.#http, httpPort);
    this.#tcpPort = await listen(this.#tcp, this.#tcpPort);
  }

  get httpPort(): number {
    return this.#httpPort;
  }

  get tcpPort(): number {
    return this.#tcpPort;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    for (const server of [this.#http, this.#tcp]) await new Promise((resolve) => server.close(resolve));
  }
}

async function listen(server: Server | TcpServer, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function answerHttp(request: IncomingMessage, response: ServerResponse, onCall: OnCall): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  onCall(JSON.parse(Buffer.concat(chunks).toString()), {
    isConnection: false,
    send: (message) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message)),
    accept: () => response.writeHead(200).end(),
    drop: () => response.socket?.destroy(),
    garbage: () => response.writeHead(200).end(GARBAGE),
  });
}

function behindLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function serveSocket(socket: Socket, onCall: OnCall): void {
  let rest = Buffer.alloc(0);
  const caller: Caller = {
    isConnection: true,
    send: (message) => socket.write(behindLength(JSON.stringify(message))),
    accept: () => undefined,
    drop: () => socket.destroy(),
    garbage: () => socket.write(behindLength(GARBAGE)),
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE()) {
      const end = 4 + rest.readUInt32BE();
      const message: unknown = JSON.parse(rest.subarray(4, end).toString());
      rest = rest.subarray(end);
      onCall(message, caller);
    }
  });
}
