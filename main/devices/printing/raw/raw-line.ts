import { connect, type Socket } from 'node:net';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { RawAddress } from './raw-address.ts';

const MOST_UNREAD_BYTES = 4096;

/** Takes what it wants from the front of what came in: how many bytes, or null to wait for more. */
export type Taker<T> = (unread: Buffer) => { readonly value: T; readonly rest: Buffer } | null;

/**
 * A line to a printer that answers in bytes without a frame. Every failure is PRINTER_LOST, PRINTER_ANSWER_MALFORMED, or PRINTER_SILENT
 * when nothing came at all.
 */
export class RawLine {
  readonly #socket: Socket;
  #unread: Buffer = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (part: Buffer) => {
      this.#unread = Buffer.concat([this.#unread, part]);
      if (this.#unread.length > MOST_UNREAD_BYTES) socket.destroy();
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Fails with PRINTER_UNREACHABLE. */
  static open({ host, port }: RawAddress, milliseconds: number): Promise<Result<RawLine>> {
    return new Promise((resolve) => {
      const socket = connect({ host, port });
      const fail = (): void => {
        clearTimeout(timer);
        socket.on('error', () => {});
        socket.destroy();
        resolve(failure('PRINTER_UNREACHABLE', { retryable: true }));
      };
      const timer = setTimeout(fail, milliseconds);
      socket.once('error', fail);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', fail);
        resolve(success(new RawLine(socket)));
      });
    });
  }

  /** Resolves when the bytes have left this computer; false when the line broke before. */
  write(bytes: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#closed) return resolve(false);
      const onClose = (): void => resolve(false);
      this.#socket.once('close', onClose);
      this.#socket.write(bytes, (problem) => {
        this.#socket.off('close', onClose);
        resolve(problem === undefined || problem === null);
      });
    });
  }

  /** Waits for what the taker wants, at most so long. */
  async take<T>(taker: Taker<T>, milliseconds: number): Promise<Result<T>> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, milliseconds);
    try {
      for (;;) {
        const taken = taker(this.#unread);
        if (taken !== null) {
          this.#unread = taken.rest;
          return success(taken.value);
        }
        if (this.#closed) return failure('PRINTER_LOST', { retryable: true });
        if (late) return failure(this.#unread.length === 0 ? 'PRINTER_SILENT' : 'PRINTER_ANSWER_MALFORMED');
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Hangs up behind everything that was written, and waits until the printer did so too, at most so long. */
  hangUp(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closed) return resolve();
      const timer = setTimeout(resolve, milliseconds);
      this.#socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#socket.end();
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
