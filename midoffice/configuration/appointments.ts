import type { JccSettings } from '../appointment-master/jcc/jcc-line.ts';
import { type Mapping, readMapping } from '../appointment-master/mapping.ts';
import type { QmaticSettings } from '../appointment-master/qmatic/qmatic-master.ts';
import type { Environment } from './setting-sources.ts';

/** How another system gives out time. */
export type AppointmentsConfiguration = (
  | { readonly master: 'jcc'; readonly settings: JccSettings }
  | { readonly master: 'qmatic'; readonly settings: QmaticSettings }
) & {
  readonly mapping: Mapping;
  readonly newIdsFile: string | undefined;
};

const usualSeconds = 10;

function secondsOf(text: string | undefined, sentences: string[]): number {
  const seconds = Number(text ?? usualSeconds);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 60) return seconds;
  sentences.push('ONTHAAL_APPOINTMENTS_TIMEOUT_SECONDS must be a whole number from 1 to 60.');
  return usualSeconds;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  // What is sent names people and carries a secret: plainly only on this computer itself.
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** Reads who gives out time; undefined: Onthaal's own planner. Adds a plain sentence for each mistake. */
export function readAppointments(environment: Environment, sentences: string[]): AppointmentsConfiguration | undefined {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const needed = (name: string, what: string): string => {
    const value = read(name);
    if (value === undefined) sentences.push(`${name} is missing: ${what}.`);
    return value ?? '';
  };
  const master = read('ONTHAAL_APPOINTMENTS_MASTER') ?? 'builtIn';
  if (master === 'builtIn') return undefined;
  if (master !== 'jcc' && master !== 'qmatic') {
    sentences.push('ONTHAAL_APPOINTMENTS_MASTER must be builtIn, jcc or qmatic.');
    return undefined;
  }
  const address = (name: string, what: string): string => {
    const url = needed(name, what);
    if (url !== '' && !isAddress(url)) sentences.push(`${name} must be an https address.`);
    return url;
  };
  const file = needed(
    'ONTHAAL_APPOINTMENTS_MAPPING',
    'the file that says which products and locations are which there',
  );
  const timeoutMilliseconds = secondsOf(read('ONTHAAL_APPOINTMENTS_TIMEOUT_SECONDS'), sentences) * 1000;
  const common = {
    mapping: file === '' ? { locations: new Map(), products: new Map() } : readMapping(file, sentences),
    newIdsFile: read('ONTHAAL_APPOINTMENTS_NEW_IDS'),
  };
  if (master === 'qmatic') {
    const url = address('ONTHAAL_QMATIC_URL', 'the address of the public interface of the calendar');
    const token = needed('ONTHAAL_QMATIC_TOKEN', 'the token of the interface');
    return { master, settings: { url, token, timeoutMilliseconds }, ...common };
  }
  const url = address('ONTHAAL_JCC_URL', 'the address of the WARP interface');
  const clientId = needed('ONTHAAL_JCC_CLIENT_ID', 'JCC gives it with the contract');
  const clientSecret = needed('ONTHAAL_JCC_CLIENT_SECRET', 'JCC gives it with the contract');
  return { master, settings: { url, clientId, clientSecret, timeoutMilliseconds }, ...common };
}
