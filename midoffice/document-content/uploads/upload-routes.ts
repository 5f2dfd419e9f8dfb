import { randomUUID } from 'node:crypto';
import { Server } from '@tus/server';
import { errorAnswer } from '../../server/answers.ts';
import type { Exchange } from '../../server/exchange.ts';
import { describeError } from '../../server/graphql-errors.ts';
import type { ContentAsker } from '../content-access.ts';
import type { OpenContent } from '../open-content.ts';
import { finishReceived } from './finish-upload.ts';
import { UploadArea, UploadRefused } from './upload-area.ts';

/** Where uploads are made, by the tus protocol 1.0: POST here, HEAD and PATCH one level below. */
export const uploadPath = '/document-content-uploads';

// Nothing is locked: a piece is kept in one statement that looks where the upload is (see keepPart).
const nothingLocked = { newLock: () => ({ lock: async () => undefined, unlock: async () => undefined }) };

/** An answer in place of the words of the tus server, with a code that the desk knows. */
function answerTo(exchange: Exchange, error: unknown): { readonly status_code: number; readonly body: string } {
  const { services, correlationId, response } = exchange;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  if (error instanceof UploadRefused) return error;
  const { status_code: status } = error as { readonly status_code?: number };
  if (status === undefined) services.logger.error({ correlationId, ...describeError(error) }, 'upload failed');
  const code = status === undefined ? 'MIDOFFICE_FAILED' : status === 413 ? 'CONTENT_TOO_LARGE' : 'ARGUMENT_INVALID';
  return { status_code: status ?? 500, body: errorAnswer(status ?? 500, code).body };
}

/** Answers a request of an upload of this session. */
export async function answerUpload(exchange: Exchange, content: OpenContent, asker: ContentAsker): Promise<void> {
  const { services, request, response } = exchange;
  const area = new UploadArea(asker);
  const { store, scanner, configuration } = content;
  const server = new Server({
    path: uploadPath,
    relativeLocation: true,
    datastore: area,
    locker: nothingLocked,
    maxSize: configuration.mostBytes,
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    onUploadFinish: async (_request, { id }) => {
      const upload = await area.find(id);
      if (upload.isFinished) return {};
      const parts = { orm: asker.orm, session: asker.session, store, firstState: scanner.firstState };
      const finished = await finishReceived(parts, upload);
      services.metrics.contentReceived(finished.ok ? 'stored' : finished.error.code);
      if (!finished.ok) throw new UploadRefused(finished.error);
      scanner.wake();
      return {};
    },
    onResponseError: (_request, error) => answerTo(exchange, error),
  });
  await server.handle(request, response);
}
