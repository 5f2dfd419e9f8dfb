import { createTransport } from 'nodemailer';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { GraphConfiguration, MailSender } from '../../configuration/correspondence.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
import { neverConnected } from '../never-connected.ts';
import { GraphToken } from './graph-token.ts';
import { mailOf } from './smtp-channel.ts';

const mostMilliseconds = 60_000;
/** What one request may carry. */
const mostBytes = 4 * 1024 * 1024;
const usualRestSeconds = 60;
const mostRestSeconds = 3600;

const errorShape = Compile(Type.Object({ error: Type.Object({ code: Type.String() }) }));

/** How long Microsoft asks to be left alone: seconds, or a moment. */
function restSeconds(headers: Headers): number {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), mostRestSeconds) : usualRestSeconds;
}

async function outcomeOf(answer: Response, reference: string): Promise<SendOutcome> {
  const { status, headers } = answer;
  if (status === 202) return { kind: 'accepted', reference };
  if (status === 429 || status === 503) return { kind: 'resting', seconds: restSeconds(headers), why: 'busy' };
  // The application may not send for this mailbox, or there is no such mailbox: no message is to blame.
  if (status === 401 || status === 403 || status === 404) return { kind: 'resting', seconds: 900, why: 'login' };
  // Something there broke while it was at it.
  if (status < 400 || status >= 500) return { kind: 'uncertain' };
  const body: unknown = await answer.json().catch(() => undefined);
  const code = errorShape.Check(body) ? body.error.code : '';
  return { kind: 'refused', problem: code === 'ErrorInvalidRecipients' ? 'noAddress' : 'refused' };
}

/** Writes the mail out as it travels (MIME), so that it keeps its calendar file, its texts and its headers. */
const writer = createTransport({
  ...{ streamTransport: true, buffer: true, newline: 'windows' },
  ...{ disableFileAccess: true, disableUrlAccess: true },
});

/**
 * E-mail by Microsoft 365: `sendMail` of Microsoft Graph, by the mailbox that mails come from. It knows no id of a try, so a try of
 * which the answer got lost is uncertain.
 */
export function openGraphChannel(graph: GraphConfiguration, sender: MailSender): Channel {
  const token = new GraphToken(graph);
  const address = `${graph.url}/v1.0/users/${encodeURIComponent(sender.address)}/sendMail`;
  const ask = (bearer: string, message: OutgoingMessage, body: string) =>
    fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'text/plain', 'client-request-id': message.id },
      body,
      signal: AbortSignal.timeout(mostMilliseconds),
      redirect: 'error',
    });
  const send = async (message: OutgoingMessage): Promise<SendOutcome> => {
    const mail = mailOf(message, sender);
    const { message: written } = await writer.sendMail(mail);
    const body = (written as Buffer).toString('base64');
    if (body.length > mostBytes) return { kind: 'refused', problem: 'refused' };
    let answer: Response | undefined;
    // A token may have been taken back before its end: nothing was done, so with a new one it is asked once more.
    for (let round = 0; round < 2 && (answer === undefined || answer.status === 401); round += 1) {
      if (answer !== undefined) token.forget();
      const known = await token.current();
      if (known.token === undefined) {
        return { kind: 'resting', seconds: known.why === 'login' ? 900 : 60, why: known.why };
      }
      answer = await ask(known.token, message, body);
    }
    return answer === undefined ? { kind: 'uncertain' } : outcomeOf(answer, mail.messageId);
  };
  return {
    repeatsSafely: false,
    keepsQuietHours: false,
    send: async (message) => {
      try {
        return await send(message);
      } catch (error) {
        return neverConnected(error) ? { kind: 'resting', seconds: 60, why: 'line' } : { kind: 'uncertain' };
      }
    },
    close: () => Promise.resolve(),
  };
}
