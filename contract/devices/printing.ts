import type { OnthaalError } from '../result.ts';

/** What a printer is for: letters and forms, tickets and receipts, labels. */
export const printKinds = ['a4', 'ticket', 'label'] as const;
export type PrintKind = (typeof printKinds)[number];

/**
 * Where a print job stands, as the printer itself tells it. `unknown`: the printer had the job, or may have had it, and cannot be
 * asked; only somebody who looks at the printer knows.
 */
export const printJobStates = [
  'waiting',
  'printing',
  'needsPaper',
  'stopped',
  'done',
  'cancelled',
  'aborted',
  'unknown',
] as const;
export type PrintJobState = (typeof printJobStates)[number];

/** What a printer says is wrong with it, or soon will be; `attention` is anything that has no word of its own. */
export const printerProblems = [
  'noPaper',
  'paperLow',
  'paperJam',
  'coverOpen',
  'inkEmpty',
  'inkLow',
  'outputFull',
  'offline',
  'paused',
  'attention',
] as const;
export type PrinterProblem = (typeof printerProblems)[number];

/** A printer as it describes itself. All text comes from the printer: cleaned and cut, never trusted. */
export interface PrinterDescription {
  readonly name: string;
  readonly model: string;
  readonly state: 'idle' | 'busy' | 'stopped';
  readonly takesJobs: boolean;
  readonly problems: readonly PrinterProblem[];
  /** Media types that it prints; empty for printers that have one language of their own. */
  readonly formats: readonly string[];
  readonly media: readonly string[];
  readonly canPrintBothSides: boolean;
  /** SHA-256 of the certificate of an encrypted connection; null without one. */
  readonly fingerprint: string | null;
}

/** How far a job is. */
export interface PrintProgress {
  readonly state: PrintJobState;
  readonly problems: readonly PrinterProblem[];
  /** Nothing more will be heard of it. */
  readonly ended: boolean;
  /** Why it was aborted, or cannot be known. */
  readonly error?: OnthaalError;
}
