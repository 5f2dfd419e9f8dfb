import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Operations } from '../configuration/operations.ts';
import { clientAddressOf } from '../server/client-address.ts';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether the figures are read by anybody at all. */
export function metricsAreRead({ metrics }: Operations): boolean {
  return metrics.port !== undefined || metrics.token !== undefined || !metrics.allowedFrom.isEmpty;
}

/** Whether this request on the port of the desks may read the figures: by its token, or by where it comes from. */
export function mayReadMetrics(request: IncomingMessage, { metrics, trustedProxies }: Operations): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (metrics.token !== undefined && shown !== undefined && timingSafeEqual(digest(shown), digest(metrics.token))) {
    return true;
  }
  return metrics.allowedFrom.has(clientAddressOf(request, trustedProxies));
}
