import type { Environment } from './setting-sources.ts';

/** How citizens reach the mid-office, and the town hall. */
export interface CitizenConfiguration {
  /** Address at which citizens open pages, without a slash at the end; undefined: messages have no link. */
  readonly pageUrl: string | undefined;
  readonly telephone: string | undefined;
}

const telephone = /^\+?[\d ()/.-]{6,30}$/;

/** Reads how citizens reach the mid-office; adds a plain sentence for each mistake. */
export function readCitizens(environment: Environment, demo: boolean, sentences: string[]): CitizenConfiguration {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const page = text('ONTHAAL_CITIZEN_PAGE');
  const number = text('ONTHAAL_CITIZEN_TELEPHONE');
  const url = page !== undefined && URL.canParse(page) ? new URL(page) : undefined;
  const isSafe = url?.protocol === 'https:' || (demo && url?.protocol === 'http:');
  if (page !== undefined && (!isSafe || url?.search !== '' || url.hash !== '')) {
    sentences.push('ONTHAAL_CITIZEN_PAGE must be an https address, like https://afspraak.example.');
  }
  if (number !== undefined && !telephone.test(number)) {
    sentences.push('ONTHAAL_CITIZEN_TELEPHONE must be a telephone number, like 09 000 00 00.');
  }
  return { pageUrl: page?.replace(/\/+$/, ''), telephone: number };
}
