import { failure, type Result, success } from '@onthaal/contract/result.ts';

/** Where a printer answers to IPP. */
export interface IppAddress {
  readonly uri: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly encrypted: boolean;
}

const IPP_PORT = 631;
const USUAL_PATH = '/ipp/print';
const LONGEST = 500;

/** Reads "ipp://host[:port][/path]" or "ipps://...". Fails with PRINTER_ADDRESS_INVALID, also when it carries a password. */
export function parseIppAddress(text: string): Result<IppAddress> {
  const trimmed = text.trim();
  // URL knows ports and hosts of http only.
  const match = /^(ipps?):\/\/(.+)$/i.exec(trimmed);
  if (match === null || trimmed.length > LONGEST) return failure('PRINTER_ADDRESS_INVALID');
  const [, scheme = '', rest = ''] = match;
  const web = `http://${rest}`;
  if (!URL.canParse(web)) return failure('PRINTER_ADDRESS_INVALID');
  const url = new URL(web);
  const wrong = url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '';
  if (wrong || url.hostname === '') return failure('PRINTER_ADDRESS_INVALID');
  const portText = /^[^/]*:(\d+)(?:\/|$)/.exec(rest)?.[1];
  const port = portText === undefined ? IPP_PORT : Number(portText);
  const path = url.pathname === '/' ? USUAL_PATH : url.pathname;
  return success({
    uri: `${scheme.toLowerCase()}://${url.hostname}:${port}${path}`,
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port,
    path,
    encrypted: scheme.toLowerCase() === 'ipps',
  });
}
