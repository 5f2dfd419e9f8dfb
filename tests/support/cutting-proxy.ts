import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { noteRunning } from './running.ts';

/** A line between desk and mid-office that a test can cut. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts every connection now, and refuses new ones until `repair`. */
  cut(): void;
  /** Cuts every connection after `bytes` more bytes from the mid-office, and refuses new ones until `repair`. */
  cutAfter(bytes: number): void;
  /** Cuts every connection after `bytes` more bytes from the desk, and refuses new ones until `repair`. */
  cutAfterSent(bytes: number): void;
  /** Settles when the line has been cut. */
  readonly whenCut: () => Promise<void>;
  repair(): void;
  close(): Promise<void>;
}

/** Starts a TCP proxy before the mid-office at `target`. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let bytesLeft = Number.POSITIVE_INFINITY;
  let sentLeft = Number.POSITIVE_INFINITY;
  let isCut = false;
  let tellCut: () => void = () => undefined;
  let cut = new Promise<void>((resolve) => {
    tellCut = resolve;
  });
  const cutNow = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
    tellCut();
  };
  const server = createServer((desk) => {
    if (isCut) {
      desk.destroy();
      return;
    }
    const midoffice = connect(Number(port), '127.0.0.1');
    for (const socket of [desk, midoffice]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        desk.destroy();
        midoffice.destroy();
      });
    }
    desk.pipe(midoffice);
    desk.on('data', (chunk: Buffer) => {
      sentLeft -= chunk.length;
      if (sentLeft <= 0 && !isCut) cutNow();
    });
    midoffice.on('data', (chunk: Buffer) => {
      const passed = chunk.subarray(0, bytesLeft);
      bytesLeft -= passed.length;
      if (bytesLeft > 0) desk.write(passed);
      else desk.write(passed, cutNow);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    cutNow();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const forget = noteRunning({ name: 'proxy', processId: undefined, close });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: cutNow,
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    cutAfterSent: (bytes) => {
      sentLeft = bytes;
    },
    whenCut: () => cut,
    repair: () => {
      bytesLeft = Number.POSITIVE_INFINITY;
      sentLeft = Number.POSITIVE_INFINITY;
      isCut = false;
      cut = new Promise((resolve) => {
        tellCut = resolve;
      });
    },
    close: async () => {
      forget();
      await close();
    },
  };
}
