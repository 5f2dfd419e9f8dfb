import type { PrinterDescription, PrinterProblem, PrintJobState } from '@onthaal/contract/devices/printing.ts';

/** Keywords of IPP (RFC 8011 §5.4.12 and PWG 5100.9) by how they begin; first match counts. */
const problemPrefixes: readonly (readonly [string, PrinterProblem])[] = [
  ['media-empty', 'noPaper'],
  ['media-needed', 'noPaper'],
  ['input-tray-missing', 'noPaper'],
  ['media-low', 'paperLow'],
  ['media-jam', 'paperJam'],
  ['cover-open', 'coverOpen'],
  ['door-open', 'coverOpen'],
  ['interlock-open', 'coverOpen'],
  ['toner-empty', 'inkEmpty'],
  ['toner-low', 'inkLow'],
  ['marker-supply-empty', 'inkEmpty'],
  ['marker-supply-low', 'inkLow'],
  ['output-area-full', 'outputFull'],
  ['output-area-almost-full', 'attention'],
  ['offline', 'offline'],
  ['shutdown', 'offline'],
  ['paused', 'paused'],
  ['moving-to-paused', 'paused'],
];
/** Words that say nothing is wrong. */
const harmlessPrefixes = ['none', 'other-report', 'connecting-to-device', 'cups-', 'resuming', 'hold-new-jobs'];
const SUFFIX = /-(?:error|warning|report)$/;
/** A report is for the record; without a word of its own it asks for nothing. */
const REPORT = /-report$/;

/** What the reasons of a printer mean, each once; a suffix -error, -warning or -report changes nothing. */
export function problemsOf(reasons: readonly string[]): readonly PrinterProblem[] {
  const problems = reasons.flatMap((reason) => {
    const word = reason.replace(SUFFIX, '');
    const known = problemPrefixes.find(([prefix]) => word.startsWith(prefix));
    if (known !== undefined) return [known[1]];
    const harmless = word === '' || REPORT.test(reason) || harmlessPrefixes.some((prefix) => word.startsWith(prefix));
    return harmless ? [] : (['attention'] as const);
  });
  return [...new Set(problems)];
}

const ownStates = { idle: 'idle', processing: 'busy', stopped: 'stopped' } as const;

/** How a printer stands, from its printer-state; null for a word that is none. */
export function ownStateOf(state: string | null): PrinterDescription['state'] | null {
  return state !== null && Object.hasOwn(ownStates, state) ? ownStates[state as keyof typeof ownStates] : null;
}

const stopping: readonly PrinterProblem[] = ['paperJam', 'coverOpen', 'inkEmpty', 'outputFull', 'offline', 'paused'];

export interface SeenJob {
  /** job-state, as its keyword. */
  readonly jobState: string;
  /** printer-state, as its keyword. */
  readonly printerState: string;
  readonly problems: readonly PrinterProblem[];
}

/** Whether a job state is one from which none follows. */
export function isEndState(state: PrintJobState): boolean {
  return state === 'done' || state === 'cancelled' || state === 'aborted';
}

/** What a job that was seen at its printer is doing, in our words. */
export function stateOf({ jobState, printerState, problems }: SeenJob): PrintJobState {
  if (jobState === 'completed') return 'done';
  if (jobState === 'canceled') return 'cancelled';
  if (jobState === 'aborted') return 'aborted';
  if (problems.includes('noPaper')) return 'needsPaper';
  const stopped = jobState === 'processing-stopped' || printerState === 'stopped';
  if (stopped || problems.some((problem) => stopping.includes(problem))) return 'stopped';
  if (jobState === 'processing') return 'printing';
  return jobState === 'pending' || jobState === 'pending-held' ? 'waiting' : 'unknown';
}
