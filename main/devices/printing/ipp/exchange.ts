import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { failure, type Result } from '@onthaal/contract/result.ts';
import codec from '@sealsystems/ipp';
import { connectToPrinter } from './connect.ts';
import type { IppAddress } from './ipp-address.ts';
import { type IppAnswer, parseAnswer } from './ipp-answer.ts';

export interface IppRequest {
  readonly operation: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly jobAttributes?: Readonly<Record<string, unknown>>;
  readonly data?: Uint8Array;
}

/** Milliseconds. */
export interface Patience {
  readonly connecting: number;
  /** From the last byte sent to the last byte of the answer. */
  readonly answering: number;
  /** A printer that takes no byte of a document for so long has forgotten us. */
  readonly sending: number;
}

export interface IppPeer {
  readonly address: IppAddress;
  /** Certificate seen when the printer was added; null: none was seen yet. */
  readonly fingerprint: string | null;
  readonly patience: Patience;
}

export interface ExchangeAnswer extends IppAnswer {
  readonly fingerprint: string | null;
}

export const usualPatience: Patience = { connecting: 5_000, answering: 10_000, sending: 120_000 };
const LARGEST_ANSWER = 512 * 1024;
const HTTP_OK = 200;

/**
 * Asks a printer one thing. PRINTER_UNREACHABLE and PRINTER_CERTIFICATE_CHANGED: nothing was sent. PRINTER_LOST: it may have
 * been heard. PRINTER_ANSWER_MALFORMED, PRINTER_REFUSED: it was heard, and answered otherwise than a printer should.
 */
export async function exchange(peer: IppPeer, request: IppRequest): Promise<Result<ExchangeAnswer>> {
  const { address, fingerprint, patience } = peer;
  const connection = await connectToPrinter(address, fingerprint, patience.connecting);
  if (!connection.ok) return connection;
  const { socket } = connection.value;
  try {
    const asked = httpRequest({
      createConnection: () => socket,
      method: 'POST',
      path: address.path,
      setHost: false,
      headers: { Host: `${address.host}:${address.port}`, 'Content-Type': 'application/ipp', Connection: 'close' },
    });
    const received = await answerTo(asked, bytesOf(address, request), patience);
    if (!received.ok) return received;
    const answer = parseAnswer(received.value);
    return answer.ok ? { ok: true, value: { ...answer.value, fingerprint: connection.value.fingerprint } } : answer;
  } finally {
    socket.destroy();
  }
}

function bytesOf(
  { uri }: IppAddress,
  { operation, attributes, jobAttributes, data }: IppRequest,
): readonly Uint8Array[] {
  const head = codec.serialize({
    version: '2.0',
    operation,
    id: 1,
    'operation-attributes-tag': {
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      'printer-uri': uri,
      'requesting-user-name': 'onthaal',
      ...attributes,
    },
    ...(jobAttributes === undefined ? {} : { 'job-attributes-tag': jobAttributes }),
  });
  return data === undefined ? [head] : [head, data];
}

function answerTo(asked: ClientRequest, parts: readonly Uint8Array[], patience: Patience): Promise<Result<Buffer>> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (result: Result<Buffer>): void => {
      clearTimeout(timer);
      resolve(result);
      asked.destroy();
    };
    const lost = (): void => end(failure('PRINTER_LOST', { retryable: true }));
    asked.on('error', lost);
    asked.on('close', lost);
    asked.on('response', (response) => collect(response, end));
    asked.setTimeout(patience.sending, lost);
    asked.on('finish', () => {
      timer = setTimeout(lost, patience.answering);
    });
    asked.setHeader(
      'Content-Length',
      parts.reduce((sum, part) => sum + part.length, 0),
    );
    for (const part of parts) asked.write(part);
    asked.end();
  });
}

function collect(response: IncomingMessage, end: (result: Result<Buffer>) => void): void {
  if (response.statusCode !== HTTP_OK) {
    end(failure('PRINTER_REFUSED', { details: { status: response.statusCode ?? 0 } }));
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > LARGEST_ANSWER) end(failure('PRINTER_ANSWER_MALFORMED'));
  });
  response.on('end', () => end({ ok: true, value: Buffer.concat(chunks) }));
  response.on('error', () => end(failure('PRINTER_LOST', { retryable: true })));
}
