import type { Environment } from './setting-sources.ts';

/** How long the mid-office keeps what nobody needs for ever, in days. */
export interface Retention {
  /** Sessions that are over, and their refresh tokens. */
  readonly sessionDays: number;
  /** Which pushes were accepted. */
  readonly operationDays: number;
  /** Uploads that a desk began. */
  readonly uploadDays: number;
  /** Where messages about appointments went and what they said, after the appointment. */
  readonly messageDays: number;
}

interface Range {
  readonly variable: string;
  readonly usual: number;
  readonly lowest: number;
}

const highest = 3650;
// A desk may be two weeks without the mid-office, and offers 30 days of its work to a centre that was put back.
const ranges: Readonly<Record<keyof Retention, Range>> = {
  sessionDays: { variable: 'ONTHAAL_KEEP_SESSION_DAYS', usual: 90, lowest: 1 },
  operationDays: { variable: 'ONTHAAL_KEEP_OPERATION_DAYS', usual: 90, lowest: 35 },
  uploadDays: { variable: 'ONTHAAL_KEEP_UPLOAD_DAYS', usual: 30, lowest: 15 },
  messageDays: { variable: 'ONTHAAL_KEEP_MESSAGE_DAYS', usual: 365, lowest: 30 },
};

function daysOf({ variable, usual, lowest }: Range, environment: Environment, sentences: string[]): number {
  const text = environment[variable]?.trim() || undefined;
  const days = text === undefined ? usual : Number(text);
  if (Number.isInteger(days) && days >= lowest && days <= highest) return days;
  sentences.push(`${variable} must be a whole number of days from ${lowest} to ${highest}.`);
  return usual;
}

/** Reads how long things are kept; adds a plain sentence for each mistake. */
export function readRetention(environment: Environment, sentences: string[]): Retention {
  return {
    sessionDays: daysOf(ranges.sessionDays, environment, sentences),
    operationDays: daysOf(ranges.operationDays, environment, sentences),
    uploadDays: daysOf(ranges.uploadDays, environment, sentences),
    messageDays: daysOf(ranges.messageDays, environment, sentences),
  };
}
