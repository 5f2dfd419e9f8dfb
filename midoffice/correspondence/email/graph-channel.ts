import { createTransport } from 'nodemailer';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { GraphConfiguration, MailSender } from '../../configuration/correspondence.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
import { neverConnected } from '../never-connected.ts';
import type { ReturnMarks } from '../returned-mail/return-mark.ts';
import { restOf, withToken } from './ask-graph.ts';
import { GraphToken } from './graph-token.ts';
import { mailOf } from './smtp-channel.ts';

const mostMilliseconds = 60_000;
/** What one request may carry. */
const mostBytes = 4 * 1024 * 1024;

const errorShape = Compile(Type.Object({ error: Type.Object({ code: Type.String() }) }));

async function outcomeOf(answer: Response, reference: string): Promise<SendOutcome> {
  const { status } = answer;
  if (status === 202) return { kind: 'accepted', reference };
  // Busy, or the application may not send for this mailbox: no message is to blame.
  const rest = restOf(answer);
  if (rest !== undefined) return rest;
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
export function openGraphChannel(graph: GraphConfiguration, sender: MailSender, marks?: ReturnMarks): Channel {
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
    const mail = mailOf(message, sender, marks?.of(message.id));
    const { message: written } = await writer.sendMail(mail);
    const body = (written as Buffer).toString('base64');
    if (body.length > mostBytes) return { kind: 'refused', problem: 'refused' };
    const answer = await withToken(token, (bearer) => ask(bearer, message, body));
    return answer instanceof Response ? outcomeOf(answer, mail.messageId) : answer;
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
