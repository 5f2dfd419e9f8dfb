import { once } from 'node:events';
import { createServer } from 'node:http';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedGraph } from '../../../simulators/graph-mail/graph-mail.ts';
import { deliveryReport } from '../../../simulators/mail-server/delivery-report.ts';
import { openGraphChannel } from '../email/graph-channel.ts';
import { mostReportBytes, readDeliveryReport } from './delivery-report.ts';
import { openGraphMailbox } from './graph-mailbox.ts';
import { ReturnMarks } from './return-mark.ts';
import type { Look, Taken } from './returned-mailbox.ts';

const report = 'REPORT.IPM.Note.NDR';
const marks = new ReturnMarks('a secret of the tests');
const now = () => new AbortController().signal;

describe('mail that comes back to Microsoft 365', () => {
  let graph: SimulatedGraph;
  beforeAll(async () => {
    graph = await SimulatedGraph.start();
  });
  afterAll(() => graph?.stop());
  beforeEach(async () => {
    await graph.stop();
    graph = await SimulatedGraph.start();
  });

  const configuration = () => {
    const { url, tenant, clientId, clientSecret } = graph;
    return { url, loginUrl: url, tenant, clientId, clientSecret };
  };
  const open = () => openGraphMailbox(configuration(), graph.mailbox);
  /** What a look brings, as text. */
  async function looked(mailbox = open(), bookmark?: string): Promise<{ look: Look; taken: readonly string[] }> {
    const taken: string[] = [];
    const take = (source: Buffer): Promise<Taken> => {
      taken.push(source.toString());
      return Promise.resolve('ours');
    };
    return { look: await mailbox.look(bookmark, take, now()), taken };
  }
  const bookmarkOf = (look: Look) => (look.kind === 'read' ? look.bookmark : '');

  it('is found by the mark that Exchange gives back with the head of the mail', async () => {
    const sender = { address: graph.mailbox, name: 'Gemeente Lindervelde', replyTo: undefined };
    const id = v7();
    const mail = { id, to: 'weg@example.org', subject: 'Uw afspraak', body: 'Beste', language: 'nl' };
    await openGraphChannel(configuration(), sender, marks).send(mail);
    const report = {
      ...{ returnTo: graph.mailbox, recipient: mail.to, action: 'failed' as const, status: '5.1.10' },
      diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    };
    const returned = { kind: 'mail', text: `${graph.heads[0]}\r\n\r\nBeste` } as const;
    graph.incoming.receive(deliveryReport({ ...report, returned }), 'REPORT.IPM.Note.NDR');
    const { taken } = await looked();
    const read = await readDeliveryReport(Buffer.from(taken[0] ?? ''));
    expect(read?.reported).toEqual({ state: 'failed', problem: 'undeliverable' });
    expect(marks.messageIn(read?.names ?? [])).toBe(id);
    await openGraphChannel(configuration(), sender).send(mail);
    expect(graph.heads[1]).not.toContain('X-Onthaal-Message');
  });

  it('is all that is listed and opened, on however many pages, and each once', async () => {
    for (let count = 0; count < 120; count += 1) graph.incoming.receive(`report ${count}`, report);
    const other = ['IPM.Note', 'IPM.Schedule.Meeting.Request'].map((one) => graph.incoming.receive('private', one));
    const mailbox = open();
    const first = await looked(mailbox);
    expect(first.taken).toHaveLength(120);
    expect(graph.incoming.opened).not.toEqual(expect.arrayContaining(other));
    const bookmark = bookmarkOf(first.look);
    expect((await looked(mailbox, bookmark)).taken).toEqual([]);
    // Found only now, although it came a minute before the others.
    graph.incoming.receive('late', report, new Date(Date.now() - 60_000));
    expect((await looked(mailbox, bookmark)).taken).toEqual(['late']);
    // Another node knows the moment only: what came shortly before it is read once more, and older mail is not.
    graph.incoming.receive('long ago', report, new Date(Date.now() - 3_600_000));
    expect((await looked(open(), bookmark)).taken).toHaveLength(121);
  });

  it('goes on when one was removed meanwhile, and reads no more than the start of one that is endless', async () => {
    const gone = graph.incoming.receive('gone', report);
    graph.incoming.receive('x'.repeat(mostReportBytes * 3), report);
    const list = graph.incoming.list.bind(graph.incoming);
    graph.incoming.list = (...asked) => {
      const page = list(...asked);
      graph.incoming.remove(gone);
      return page;
    };
    const { look, taken } = await looked();
    expect(look.kind).toBe('read');
    expect(taken.map((one) => one.length)).toEqual([mostReportBytes]);
  });

  it('leaves Microsoft alone for as long as it says, or until somebody gives the right to read', async () => {
    graph.incoming.receive('report', report);
    graph.behaviour = 'throttle';
    expect((await looked()).look).toEqual({ kind: 'resting', seconds: 17, why: 'busy' });
    Object.assign(graph, { behaviour: 'take', mayRead: false });
    expect((await looked()).look).toEqual({ kind: 'resting', seconds: 900, why: 'login' });
    Object.assign(graph, { mayRead: true, tokens: 'refuse' });
    expect((await looked()).look).toEqual({ kind: 'resting', seconds: 900, why: 'login' });
    graph.tokens = 'drop';
    expect((await looked()).look).toEqual({ kind: 'resting', seconds: 60, why: 'line' });
    graph.tokens = 'give';
    expect((await looked()).taken).toEqual(['report']);
  });

  it('gives its token to nobody else', async () => {
    graph.incoming.receive('report', report);
    const asked: (string | undefined)[] = [];
    const other = createServer(({ url }, response) => {
      asked.push(url);
      response.end('{"value":[]}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { readonly port: number };
    const list = graph.incoming.list.bind(graph.incoming);
    graph.incoming.list = (...all) => ({ ...list(...all), '@odata.nextLink': `http://127.0.0.1:${port}/v1.0/next` });
    expect((await looked()).look.kind).toBe('read');
    expect(asked).toEqual([]);
    other.close();
  });
});
