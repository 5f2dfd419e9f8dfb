import { smsPriceCents } from '@onthaal/contract/rules/money/index.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { SmsConfiguration } from '../../configuration/correspondence.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
import { referenceOf } from '../message-reference.ts';
import { neverConnected } from '../never-connected.ts';

const mostMilliseconds = 20_000;
/** A telephone that is off so long gets nothing any more, in hours. */
const validHours = 12;

const answerShape = Compile(
  Type.Object({
    errorCode: Type.Integer(),
    messages: Type.Optional(Type.Array(Type.Object({ messageErrorCode: Type.Integer() }))),
  }),
);

function requestBody({ token, sender }: SmsConfiguration, { id, to, body }: OutgoingMessage): string {
  const message = {
    from: sender,
    to: [{ number: to.replace(/^\+/, '00') }],
    // AUTO: UCS-2 only when a character needs it. At most eight parts.
    body: { type: 'AUTO', content: body },
    ...{ minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 8 },
    reference: referenceOf(id),
    validity: `${validHours}h`,
  };
  return JSON.stringify({ messages: { authentication: { productToken: token }, msg: [message] } });
}

async function outcomeOf(answer: Response, costCents: number): Promise<SendOutcome> {
  const { status, headers } = answer;
  if (status === 429 || status >= 500) {
    return { kind: 'resting', seconds: Number(headers.get('retry-after')) || 60, why: 'busy' };
  }
  if (status === 401 || status === 403) return { kind: 'resting', seconds: 900, why: 'login' };
  const body: unknown = await answer.json().catch(() => undefined);
  // It answered that it heard; what it heard nobody knows.
  if (!answerShape.Check(body)) return status < 300 ? { kind: 'uncertain' } : { kind: 'refused', problem: 'refused' };
  const isTaken = body.errorCode === 0 && body.messages?.every(({ messageErrorCode }) => messageErrorCode === 0);
  if (isTaken) return { kind: 'accepted', costCents };
  const isNumber = body.messages?.some(({ messageErrorCode }) => messageErrorCode === 303);
  return { kind: 'refused', problem: isNumber ? 'noAddress' : 'refused' };
}

/** Text messages by the gateway of CM.com; what became of them it tells by reports (see sms-reports.ts). */
export function openSmsChannel(sms: SmsConfiguration): Channel {
  return {
    repeatsSafely: false,
    keepsQuietHours: true,
    send: async (message) => {
      try {
        const answer = await fetch(`${sms.url}/v1.0/message`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: requestBody(sms, message),
          signal: AbortSignal.timeout(mostMilliseconds),
          redirect: 'error',
        });
        return await outcomeOf(answer, smsPriceCents(message.body, sms.priceCents));
      } catch (error) {
        return neverConnected(error) ? { kind: 'resting', seconds: 60, why: 'line' } : { kind: 'uncertain' };
      }
    },
    close: () => Promise.resolve(),
  };
}
