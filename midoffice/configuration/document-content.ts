import type { ClamdAddress } from '../document-content/scanning/clamd.ts';
import type { Environment } from './setting-sources.ts';

/** How the content of documents is kept and scanned. */
export interface ContentConfiguration {
  readonly store: { readonly kind: 'folder'; readonly folder: string };
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

function storeOf(environment: Environment, { dataFolder }: Surroundings): ContentConfiguration['store'] | undefined {
  const folder = textOf(environment, 'ONTHAAL_CONTENT_FOLDER');
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
  const store = storeOf(environment, surroundings);
  const scanner = scannerOf(environment, surroundings.demo, sentences);
  const megabytes = Number(textOf(environment, 'ONTHAAL_CONTENT_MEGABYTES') ?? most.fallback);
  if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > most.highest) {
    sentences.push(`ONTHAAL_CONTENT_MEGABYTES must be a whole number from 1 to ${most.highest}.`);
  }
  if (store === undefined) return undefined;
  return { store, scanner, mostBytes: megabytes * megabyte, retrySeconds: defaultRetrySeconds };
}
