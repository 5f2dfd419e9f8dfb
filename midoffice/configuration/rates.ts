import type { Environment } from './setting-sources.ts';

/** How often clients may come. */
export interface Rates {
  /** Requests per second of one device, on each node; 0: as many as it likes. */
  readonly ratePerDevice: number;
  /** Tries to log in of one account or device per minute, on each node; 0: as many as it likes. */
  readonly loginsPerMinute: number;
}

function rateOf(text: string | undefined, fallback: number, highest: number): number | undefined {
  const rate = text === undefined ? fallback : Number(text);
  return Number.isInteger(rate) && rate >= 0 && rate <= highest ? rate : undefined;
}

/** Reads how often clients may come; a demo has no limits unless they are set. Adds a plain sentence for each mistake. */
export function readRates(environment: Environment, demo: boolean, sentences: string[]): Rates {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const ratePerDevice = rateOf(read('ONTHAAL_RATE_PER_DEVICE'), demo ? 0 : 50, 10_000);
  if (ratePerDevice === undefined)
    sentences.push('ONTHAAL_RATE_PER_DEVICE must be a whole number of requests per second from 0 (no limit) to 10000.');
  const loginsPerMinute = rateOf(read('ONTHAAL_LOGINS_PER_MINUTE'), demo ? 0 : 15, 1000);
  if (loginsPerMinute === undefined)
    sentences.push('ONTHAAL_LOGINS_PER_MINUTE must be a whole number from 0 (no limit) to 1000.');
  return { ratePerDevice: ratePerDevice ?? 0, loginsPerMinute: loginsPerMinute ?? 0 };
}
