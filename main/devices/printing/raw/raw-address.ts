import { failure, type Result, success } from '@onthaal/contract/result.ts';

/** Where a printer takes the bytes of its own language. */
export interface RawAddress {
  readonly host: string;
  readonly port: number;
}

const RAW_PORT = 9100;
const ADDRESS = /^(?:tcp:\/\/)?(\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?$/i;

/** Reads "host:9100", "host" or "tcp://host:9100". Fails with PRINTER_ADDRESS_INVALID. */
export function parseRawAddress(text: string): Result<RawAddress> {
  const match = ADDRESS.exec(text.trim());
  const port = match?.[2] === undefined ? RAW_PORT : Number(match[2]);
  if (match === null || port < 1 || port > 65_535) return failure('PRINTER_ADDRESS_INVALID');
  return success({ host: (match[1] ?? '').replaceAll(/^\[|\]$/g, ''), port });
}
