import { type AddressList, readAddressList } from './address-list.ts';
import type { Environment } from './setting-sources.ts';

/** How this node is run: its lines, its figures and how it ends. */
export interface Operations {
  readonly trustedProxies: AddressList;
  readonly stopDelaySeconds: number;
  readonly stopSeconds: number;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  readonly kiosks:
    | { readonly port: number; readonly authorityFile: string; readonly revokedFile: string | undefined }
    | undefined;
  readonly metrics: {
    /** Undefined: no port of their own. */
    readonly port: number | undefined;
    readonly host: string;
    readonly token: string | undefined;
    readonly allowedFrom: AddressList;
  };
  /** Undefined: nothing of OpenTelemetry is even loaded. */
  readonly traces: { readonly url: string; readonly ratio: number } | undefined;
}

interface Reader {
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string, words: string, accepts: (value: number) => boolean) => number | undefined;
  readonly list: (name: string) => AddressList;
}

const nowhere = readAddressList('') as AddressList;
const shortestToken = 16;

function readerOf(environment: Environment, sentences: string[]): Reader {
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    text,
    number: (name, words, accepts) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!Number.isNaN(Number(value)) && accepts(Number(value))) return Number(value);
      sentences.push(`${name} must be ${words}.`);
      return undefined;
    },
    list: (name) => {
      const list = readAddressList(text(name));
      if (list === undefined) sentences.push(`${name} must be addresses or networks such as 10.0.0.0/8, with commas.`);
      return list ?? nowhere;
    },
  };
}

function between(lowest: number, highest: number) {
  return (value: number): boolean => Number.isInteger(value) && value >= lowest && value <= highest;
}

function portOf(reader: Reader, name: string): number | undefined {
  return reader.number(name, 'a whole number from 0 to 65535', between(0, 65_535));
}

function tlsOf({ text }: Reader, sentences: string[]): Operations['tls'] {
  const certificateFile = text('ONTHAAL_TLS_CERTIFICATE');
  const keyFile = text('ONTHAAL_TLS_KEY');
  if (certificateFile !== undefined && keyFile !== undefined) return { certificateFile, keyFile };
  if (certificateFile !== undefined || keyFile !== undefined) {
    sentences.push('ONTHAAL_TLS_CERTIFICATE and ONTHAAL_TLS_KEY belong together: set both, or neither behind a proxy.');
  }
  return undefined;
}

function kiosksOf(reader: Reader, tls: Operations['tls'], sentences: string[]): Operations['kiosks'] {
  const port = portOf(reader, 'ONTHAAL_KIOSK_PORT');
  const authorityFile = reader.text('ONTHAAL_KIOSK_AUTHORITY');
  if (port === undefined && authorityFile === undefined) return undefined;
  if (port === undefined || authorityFile === undefined) {
    sentences.push('ONTHAAL_KIOSK_PORT and ONTHAAL_KIOSK_AUTHORITY belong together: set both or neither.');
    return undefined;
  }
  if (tls === undefined) {
    sentences.push('ONTHAAL_KIOSK_PORT needs a certificate: set ONTHAAL_TLS_CERTIFICATE and ONTHAAL_TLS_KEY too.');
  }
  return { port, authorityFile, revokedFile: reader.text('ONTHAAL_KIOSK_REVOKED') };
}

function metricsOf(reader: Reader, sentences: string[]): Operations['metrics'] {
  const token = reader.text('ONTHAAL_METRICS_TOKEN');
  if (token !== undefined && token.length < shortestToken) {
    sentences.push(`ONTHAAL_METRICS_TOKEN is too short: it needs at least ${shortestToken} characters.`);
  }
  return {
    port: portOf(reader, 'ONTHAAL_METRICS_PORT'),
    host: reader.text('ONTHAAL_METRICS_HOST') ?? '127.0.0.1',
    token,
    allowedFrom: reader.list('ONTHAAL_METRICS_FROM'),
  };
}

function tracesOf(reader: Reader, sentences: string[]): Operations['traces'] {
  const ratio = reader.number('ONTHAAL_TRACES_RATIO', 'a number from 0 to 1', (value) => value >= 0 && value <= 1);
  const url = reader.text('ONTHAAL_TRACES_URL');
  if (url === undefined) return undefined;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    sentences.push('ONTHAAL_TRACES_URL is not an address. It looks like http://collector:4318/v1/traces.');
  }
  return { url, ratio: ratio ?? 1 };
}

/** Reads how this node is run; adds a plain sentence for each mistake. */
export function readOperations(environment: Environment, sentences: string[]): Operations {
  const reader = readerOf(environment, sentences);
  const seconds = (name: string, lowest: number, highest: number) =>
    reader.number(name, `a whole number of seconds from ${lowest} to ${highest}`, between(lowest, highest));
  const tls = tlsOf(reader, sentences);
  return {
    trustedProxies: reader.list('ONTHAAL_TRUSTED_PROXIES'),
    stopDelaySeconds: seconds('ONTHAAL_STOP_DELAY_SECONDS', 0, 120) ?? 0,
    stopSeconds: seconds('ONTHAAL_STOP_SECONDS', 1, 600) ?? 10,
    tls,
    kiosks: kiosksOf(reader, tls, sentences),
    metrics: metricsOf(reader, sentences),
    traces: tracesOf(reader, sentences),
  };
}
