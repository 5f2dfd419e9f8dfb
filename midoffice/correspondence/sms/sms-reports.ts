import { createHash, timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Orm } from '../../database/database.ts';
import { lockDocument } from '../../documents/write-document.ts';
import { type Answer, errorAnswer } from '../../server/answers.ts';
import { itself } from '../../session/itself.ts';
import { afterReport, type Reported } from '../after-report.ts';
import { messageIdOf } from '../message-reference.ts';
import { type Executor, readMessage, writeMessage } from '../message-writer.ts';

const path = '/messages/sms-reports/';
const Code = Type.Union([Type.Integer(), Type.String({ pattern: '^\\d{1,3}$' })]);
const Report = Type.Object({
  reference: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  status: Type.Object({ code: Code }),
});
const reportShape = Compile(
  Type.Object({ messages: Type.Object({ msg: Type.Union([Report, Type.Array(Report, { maxItems: 1000 })]) }) }),
);

/** What the codes of the gateway say; the others say nothing. */
const meanings: Readonly<Record<number, Reported>> = {
  0: { state: 'sent' },
  1: { state: 'failed', problem: 'refused' },
  2: { state: 'delivered' },
  3: { state: 'failed', problem: 'undeliverable' },
};

/** Whether a path is that of the reports. */
export function isReportPath(asked: string): boolean {
  return asked.startsWith(path);
}

function isSecret(asked: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(asked.slice(path.length)), digest(secret));
}

/**
 * Takes what the gateway reports of text messages. The gateway signs nothing: whoever knows the secret in the address is believed, and
 * a report only ever names a message of ours and what became of it.
 */
export async function answerReports(
  parts: { readonly orm: Orm; readonly workOnly?: boolean | undefined; readonly now: Date },
  secret: string | undefined,
  asked: { readonly path: string; readonly body: string },
): Promise<Answer> {
  if (secret === undefined || !isSecret(asked.path, secret)) return errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS');
  let body: unknown;
  try {
    body = JSON.parse(asked.body);
  } catch {
    return errorAnswer(400, 'ARGUMENT_INVALID');
  }
  if (!reportShape.Check(body)) return errorAnswer(400, 'ARGUMENT_INVALID');
  const { msg } = body.messages;
  for (const { reference, status } of Array.isArray(msg) ? msg : [msg]) {
    await parts.orm.transaction(async (transaction) => {
      const executor = transaction as unknown as Executor;
      const id = messageIdOf(reference);
      await lockDocument(executor, 'messages', { id });
      const read = await readMessage(executor, id);
      if (read?.message.channel !== 'sms') return;
      const meaning = meanings[Number(status.code)];
      const next = meaning === undefined ? undefined : afterReport(read.message, meaning, parts.now);
      if (next !== undefined)
        await writeMessage(executor, { session: itself, workOnly: parts.workOnly }, read.raw, next);
    });
  }
  return { status: 200, headers: {}, body: '' };
}
