import { once } from 'node:events';
import { createServer } from 'node:net';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GraphBehaviour, SimulatedGraph } from '../../../simulators/graph-mail/graph-mail.ts';
import type { GraphConfiguration } from '../../configuration/correspondence.ts';
import type { OutgoingMessage, SendOutcome } from '../channel.ts';
import { openGraphChannel } from './graph-channel.ts';

const appointment = {
  ...{ id: 'appointment-1', updatedAt: '2026-11-20T09:00:00.000Z', code: 'K7P', subject: 'Identiteitskaart' },
  ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z' },
} as DocumentOf<'appointments'>;
const about = { document: appointment, isCancelled: false, sequence: 2, place: 'Gemeentehuis' };

function messageTo(to: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { id: v7(), to, subject: 'Uw afspraak', body: 'Beste Josée\n\nTot dan', language: 'nl', ...more };
}

describe('e-mail by Microsoft 365', () => {
  let graph: SimulatedGraph;
  beforeAll(async () => {
    graph = await SimulatedGraph.start();
  });
  afterAll(() => graph?.stop());
  beforeEach(() => {
    Object.assign(graph, { behaviour: 'take', tokens: 'give', tokenSeconds: 3599, tokensGiven: 0 });
    graph.arrived.length = 0;
  });

  const sender = () => ({ address: graph.mailbox, name: 'Gemeente Lindervelde', replyTo: 'balie@lindervelde.example' });
  const open = (changes: Partial<GraphConfiguration> = {}, from = sender()) => {
    const { url, tenant, clientId, clientSecret } = graph;
    return openGraphChannel({ url, loginUrl: url, tenant, clientId, clientSecret, ...changes }, from);
  };
  const met = (behaviour: GraphBehaviour, message = messageTo('an@example.org')): Promise<SendOutcome> => {
    graph.behaviour = behaviour;
    return open().send(message);
  };
  async function closedPort(): Promise<string> {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { readonly port: number };
    closed.close();
    return `http://127.0.0.1:${port}`;
  }

  it('arrives with its texts, its headers and a calendar file that moves the one before it', async () => {
    const message = messageTo('josee@example.org', { appointment: about });
    const reference = `<${message.id}@lindervelde.example>`;
    expect(await open().send(message)).toEqual({ kind: 'accepted', reference });
    const [mail] = graph.arrived;
    expect([mail?.subject, mail?.text?.trim(), mail?.messageId]).toEqual([message.subject, message.body, reference]);
    expect([mail?.from?.text, mail?.replyTo?.text]).toEqual([
      `"Gemeente Lindervelde" <${graph.mailbox}>`,
      'balie@lindervelde.example',
    ]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.html).toContain('<p>Beste Josée</p>');
    expect(mail?.attachments.map(({ filename }) => filename)).toContain('afspraak.ics');
    expect(mail?.attachments[0]?.content.toString()).toMatch(
      /METHOD:REQUEST[\s\S]*UID:appointment-1@onthaal[\s\S]*SEQUENCE:2[\s\S]*DTSTART:20990302T093000Z/,
    );
  });

  it('asks for a token once, again near its end, and once more when it was taken back', async () => {
    const channel = open();
    await Promise.all([channel.send(messageTo('a@example.org')), channel.send(messageTo('b@example.org'))]);
    expect([graph.tokensGiven, graph.arrived.length]).toEqual([1, 2]);
    graph.revokeTokens();
    expect(await channel.send(messageTo('c@example.org'))).toMatchObject({ kind: 'accepted' });
    expect([graph.tokensGiven, graph.arrived.length]).toEqual([2, 3]);
    // So short that it counts as over at once.
    graph.tokenSeconds = 30;
    const short = open();
    await short.send(messageTo('d@example.org'));
    await short.send(messageTo('e@example.org'));
    expect([graph.tokensGiven, graph.arrived.length]).toEqual([4, 5]);
  });

  it('leaves Microsoft alone for as long as it says', async () => {
    expect(await met('throttle')).toEqual({ kind: 'resting', seconds: 17, why: 'busy' });
    const busy = await met('busy');
    expect(busy).toMatchObject({ kind: 'resting', why: 'busy' });
    expect(busy.kind === 'resting' && busy.seconds > 60 && busy.seconds <= 120).toBe(true);
  });

  it('is refused for good where the mail is to blame', async () => {
    expect(await met('take', messageTo('nowhere@example'))).toEqual({ kind: 'refused', problem: 'noAddress' });
    expect(await met('blockContent')).toEqual({ kind: 'refused', problem: 'refused' });
    const large = messageTo('an@example.org', { body: 'x'.repeat(4 * 1024 * 1024) });
    expect(await met('take', large)).toEqual({ kind: 'refused', problem: 'refused' });
    expect(graph.arrived).toEqual([]);
  });

  it('blames no mail when the application may not send', async () => {
    const login = { kind: 'resting', seconds: 900, why: 'login' };
    expect(await met('forbid')).toEqual(login);
    graph.behaviour = 'take';
    expect(await open({ clientSecret: 'wrong' }).send(messageTo('an@example.org'))).toEqual(login);
    const other = { ...sender(), address: 'nobody@lindervelde.example' };
    expect(await open({}, other).send(messageTo('an@example.org'))).toEqual(login);
    expect(graph.arrived).toEqual([]);
  });

  it('is uncertain only when it may have left', async () => {
    expect(await met('takeAndDrop')).toEqual({ kind: 'uncertain' });
    expect(graph.arrived).toHaveLength(1);
    expect(await met('fail')).toEqual({ kind: 'uncertain' });
    const line = { kind: 'resting', seconds: 60, why: 'line' };
    graph.behaviour = 'take';
    graph.tokens = 'drop';
    expect(await open().send(messageTo('an@example.org'))).toEqual(line);
    expect(await open({ loginUrl: await closedPort() }).send(messageTo('an@example.org'))).toEqual(line);
    expect(graph.arrived).toHaveLength(1);
  });
});
