import type { ClamdAddress } from '../document-content/scanning/clamd.ts';
import type { Environment } from './setting-sources.ts';

/** A bucket of S3 or of a server that speaks its language. */
export interface S3Configuration {
  readonly kind: 's3';
  readonly bucket: string;
  /** Undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Undefined: what the machine has (role, environment, profile), as all programs on AWS find it. */
  readonly keys: { readonly accessKey: string; readonly secretKey: string } | undefined;
}

/** How the content of documents is kept and scanned. */
export interface ContentConfiguration {
  readonly store: { readonly kind: 'folder'; readonly folder: string } | S3Configuration;
  /** `missing`: nobody said; what comes in is held back. `off`: the administrator wants none. */
  readonly scanner:
    | { readonly kind: 'clamd'; readonly address: ClamdAddress }
    | { readonly kind: 'off' }
    | { readonly kind: 'missing' };
  /** Largest content that is taken. */
  readonly mostBytes: number;
  /** How long to wait before a scanner that did not answer is asked again. */
  readonly retrySeconds: number;
}

interface Surroundings {
  readonly demo: boolean;
  /** Folder of the embedded database, if that is what there is. */
  readonly dataFolder: string | undefined;
}

const megabyte = 1024 * 1024;
const most = { fallback: 100, highest: 2000 };
const defaultRetrySeconds = 30;

function textOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function s3Of(environment: Environment, sentences: string[]): S3Configuration | undefined {
  const bucket = textOf(environment, 'ONTHAAL_S3_BUCKET');
  const endpoint = textOf(environment, 'ONTHAAL_S3_ENDPOINT');
  const accessKey = textOf(environment, 'ONTHAAL_S3_ACCESS_KEY');
  const secretKey = textOf(environment, 'ONTHAAL_S3_SECRET_KEY');
  if (bucket === undefined) {
    if (endpoint !== undefined) sentences.push('ONTHAAL_S3_ENDPOINT needs a bucket: set ONTHAAL_S3_BUCKET too.');
    return undefined;
  }
  if (endpoint !== undefined && !(/^https?:\/\//.test(endpoint) && URL.canParse(endpoint))) {
    sentences.push('ONTHAAL_S3_ENDPOINT is not an address. It looks like https://s3.example:9000.');
  }
  if ((accessKey === undefined) !== (secretKey === undefined)) {
    sentences.push('ONTHAAL_S3_ACCESS_KEY and ONTHAAL_S3_SECRET_KEY belong together: set both or neither.');
  }
  const keys = accessKey === undefined || secretKey === undefined ? undefined : { accessKey, secretKey };
  return { kind: 's3', bucket, endpoint, region: textOf(environment, 'ONTHAAL_S3_REGION') ?? 'us-east-1', keys };
}

function storeOf(
  environment: Environment,
  { dataFolder }: Surroundings,
  sentences: string[],
): ContentConfiguration['store'] | undefined {
  const folder = textOf(environment, 'ONTHAAL_CONTENT_FOLDER');
  const s3 = s3Of(environment, sentences);
  if (s3 !== undefined && folder !== undefined) {
    sentences.push('ONTHAAL_CONTENT_FOLDER and ONTHAAL_S3_BUCKET are both set: keep one of them.');
  }
  if (s3 !== undefined) return s3;
  if (folder !== undefined) return { kind: 'folder', folder };
  return dataFolder === undefined ? undefined : { kind: 'folder', folder: `${dataFolder}.content` };
}

function clamdOf(text: string): ClamdAddress | undefined {
  if (text.startsWith('unix:/')) return { path: text.slice('unix:'.length) };
  const [, host, port] = /^tcp:\/\/([\w.-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function scannerOf(environment: Environment, demo: boolean, sentences: string[]): ContentConfiguration['scanner'] {
  const text = textOf(environment, 'ONTHAAL_VIRUS_SCANNER');
  if (text === undefined) return { kind: demo ? 'off' : 'missing' };
  if (text === 'off') return { kind: 'off' };
  const address = clamdOf(text);
  if (address !== undefined) return { kind: 'clamd', address };
  sentences.push('ONTHAAL_VIRUS_SCANNER must be unix:/path/of/clamd.ctl, tcp://host:3310 or off.');
  return { kind: 'missing' };
}

/** Reads how the content of documents is kept; undefined when it is not. Adds a plain sentence for each mistake. */
export function readContentConfiguration(
  environment: Environment,
  surroundings: Surroundings,
  sentences: string[],
): ContentConfiguration | undefined {
  const store = storeOf(environment, surroundings, sentences);
  const scanner = scannerOf(environment, surroundings.demo, sentences);
  const megabytes = Number(textOf(environment, 'ONTHAAL_CONTENT_MEGABYTES') ?? most.fallback);
  if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > most.highest) {
    sentences.push(`ONTHAAL_CONTENT_MEGABYTES must be a whole number from 1 to ${most.highest}.`);
  }
  if (store === undefined) return undefined;
  return { store, scanner, mostBytes: megabytes * megabyte, retrySeconds: defaultRetrySeconds };
}
