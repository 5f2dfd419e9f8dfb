import type { Operations } from '../configuration/operations.ts';

/** What a span may say: names from closed lists, counts and codes; never a document, a name or a token. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** One request in a trace. */
export interface RequestSpan {
  /** Does a piece of the request's work as a span of its own. */
  readonly during: <Value>(name: string, facts: SpanFacts, work: () => Promise<Value>) => Promise<Value>;
  readonly end: (name: string, facts: SpanFacts, failed: boolean) => void;
}

/** The traces of one node. */
export interface Spans {
  /** @param traceparent header of the request (W3C Trace Context): its trace goes on here */
  readonly start: (traceparent: string | undefined) => RequestSpan;
  /** Sends what was not sent yet. */
  readonly close: () => Promise<void>;
}

const silentSpan: RequestSpan = { during: (_name, _facts, work) => work(), end: () => {} };

const silentSpans: Spans = { start: () => silentSpan, close: () => Promise.resolve() };

/** Opens the traces; OpenTelemetry is loaded only when they are wanted. */
export async function openSpans(wanted: Operations['traces']): Promise<Spans> {
  if (wanted === undefined) return silentSpans;
  const { exportedSpans } = await import('./exported-spans.ts');
  return exportedSpans(wanted);
}
