import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { errorAnswer, sendAnswer } from '../server/answers.ts';
import { clientAddressOf } from '../server/client-address.ts';
import type { Exchange } from '../server/exchange.ts';
import type { RateCheck } from '../server/rate-limit.ts';
import { requestContext } from '../server/request-context.ts';
import { statusOf } from './content-answers.ts';
import { answerDownload, downloadPath } from './download-routes.ts';
import { answerUpload, uploadPath } from './uploads/upload-routes.ts';

/** Whether a path is about the content of documents. */
export function isContentPath(path: string): boolean {
  return path === uploadPath || path.startsWith(`${uploadPath}/`) || path.startsWith(downloadPath);
}

async function refused(exchange: Exchange, checkRate: RateCheck): Promise<boolean> {
  const { services, request, response } = exchange;
  const refuse = async (answer: ReturnType<typeof errorAnswer>): Promise<true> => {
    request.resume();
    await sendAnswer(response, answer, false);
    return true;
  };
  const pause = await checkRate(request);
  if (pause > 0) return refuse(errorAnswer(429, 'MIDOFFICE_BUSY', { 'retry-after': String(pause) }));
  if (services.lifecycle.refuses(false)) {
    return refuse(errorAnswer(503, 'MIDOFFICE_BUSY', { connection: 'close', 'retry-after': '1' }));
  }
  if (services.content === undefined) return refuse(errorAnswer(501, 'CONTENT_NOT_KEPT'));
  return false;
}

/** Answers a request about the content of documents: uploads, downloads and states, for a session only. */
export async function answerContent(exchange: Exchange, checkRate: RateCheck): Promise<void> {
  const { services, request, response, correlationId, door } = exchange;
  const { content, database, configuration } = services;
  const started = performance.now();
  response.once('close', services.lifecycle.begin());
  if ((await refused(exchange, checkRate)) || content === undefined) return;
  const span = services.spans.start(request.headers.traceparent?.toString());
  const { authorization, [databaseHeader]: believed } = request.headers;
  const belief = { database: believed?.toString() };
  const clientAddress = clientAddressOf(request, configuration.operations.trustedProxies);
  const line = { door, clientAddress, span };
  const { session } = requestContext(services, correlationId, authorization, belief, line);
  const known = await session();
  const isUpload = request.url?.startsWith(uploadPath) === true;
  if (known.ok) {
    const asker = { orm: database.orm, session: known.value, scope: configuration.scope };
    if (isUpload) await answerUpload(exchange, content, asker);
    else await answerDownload(exchange, content.store, asker);
  } else {
    request.resume();
    await sendAnswer(response, errorAnswer(statusOf(known.error.code), known.error.code), false);
  }
  const fields = [isUpload ? 'documentContentUpload' : 'documentContent'];
  const { statusCode: status } = response;
  const milliseconds = Math.round(performance.now() - started);
  services.logger.info({ correlationId, fields, status, milliseconds }, 'request');
  services.metrics.answered({ fields, status, seconds: milliseconds / 1000 });
  span.end(fields.join(' '), { correlationId, 'http.response.status_code': status }, status >= 500);
}
