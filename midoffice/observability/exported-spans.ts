import { setTimeout as wait } from 'node:timers/promises';
import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Operations } from '../configuration/operations.ts';
import type { RequestSpan, Spans } from './spans.ts';

const exportMilliseconds = 5000;

/** The trace that a request says it belongs to; a header that is none starts a new one. */
function parentOf(traceparent: string | undefined) {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '');
  if (parts === null) return ROOT_CONTEXT;
  const [, traceId = '', spanId = '', flags = '00'] = parts;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/**
 * Traces that go to a collector by OTLP over HTTP. Nothing is registered globally, so two nodes in one process stay apart and
 * no library starts to trace by itself what might quote a document.
 */
export function exportedSpans({ url, ratio }: NonNullable<Operations['traces']>): Spans {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportMilliseconds });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'onthaal-midoffice' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: exportMilliseconds })],
  });
  const tracer = provider.getTracer('onthaal-midoffice');

  const start = (traceparent: string | undefined): RequestSpan => {
    const parent = parentOf(traceparent);
    const root = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
    const inside = trace.setSpan(parent, root);
    return {
      during: async (name, facts, work) => {
        const span = tracer.startSpan(name, { attributes: facts as Attributes }, inside);
        try {
          return await work();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      },
      end: (name, facts, failed) => {
        root.updateName(name);
        root.setAttributes(facts as Attributes);
        if (failed) root.setStatus({ code: SpanStatusCode.ERROR });
        root.end();
      },
    };
  };
  // A collector that is away must not keep the node from stopping.
  const close = async (): Promise<void> => {
    const control = new AbortController();
    const late = wait(exportMilliseconds, undefined, { signal: control.signal }).catch(() => undefined);
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
    control.abort();
  };
  return { start, close };
}
