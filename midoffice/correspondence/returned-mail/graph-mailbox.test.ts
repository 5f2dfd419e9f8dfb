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
import type { Look, Reading } from './returned-mailbox.ts';

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
  async function looked(mailbox = open(), bookmark?: string, onTaken = () => {}) {
    const result = { look: undefined as Look | undefined, taken: [] as string[], passedBy: 0, kept: [] as string[] };
    const reading: Reading = {
      take: (source) => {
        result.taken.push(source.toString());
        onTaken();
        return Promise.resolve('ours');
      },
      passBy: () => {
        result.passedBy += 1;
      },
      keep: (place) => {
        result.kept.push(place);
        return Promise.resolve();
      },
    };
    result.look = await mailbox.look(bookmark, reading, now());
    return result;
  }

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
    const [bookmark] = first.kept;
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
    expect(look?.kind).toBe('read');
    expect(taken.map((one) => one.length)).toEqual([mostReportBytes]);
  });

  it.each([403, 500, 'drop'] as const)(
    'is read past one that only gives an error (%s), and not before it had its tries',
    async (how) => {
      const reports = ['first', 'second', 'third'].map((text) => graph.incoming.receive(text, report));
      graph.incoming.broken.set(reports[1] ?? '', how);
      const mailbox = open();
      const looks = [];
      for (let count = 0; count < 6; count += 1) looks.push(await looked(mailbox));
      expect(looks.flatMap(({ taken }) => taken).sort()).toEqual(['first', 'third']);
      expect(looks.map(({ passedBy }) => passedBy)).toEqual([0, 0, 0, 0, 1, 0]);
      // While it may still be read the bookmark does not pass it.
      expect(looks.map(({ kept }) => kept.length)).toEqual([0, 0, 0, 0, 1, 1]);
    },
  );

  it('is read at last when the error of one goes away', async () => {
    const id = graph.incoming.receive('only now', report, new Date(Date.now() - 3_600_000));
    graph.incoming.receive('good', report);
    graph.incoming.broken.set(id, 500);
    const mailbox = open();
    expect(await looked(mailbox)).toMatchObject({ taken: ['good'], kept: [] });
    graph.incoming.broken.clear();
    expect(await looked(mailbox)).toMatchObject({ taken: ['only now'], passedBy: 0, kept: [expect.any(String)] });
  });

  it('goes on where Microsoft became busy', async () => {
    for (let count = 0; count < 5; count += 1) graph.incoming.receive(`report ${count}`, report);
    const mailbox = open();
    let taken = 0;
    const first = await looked(mailbox, undefined, () => {
      taken += 1;
      if (taken === 3) graph.behaviour = 'throttle';
    });
    expect(first).toMatchObject({ look: { kind: 'resting', why: 'busy' }, kept: [] });
    graph.behaviour = 'take';
    const second = await looked(mailbox);
    expect([first.taken.length, second.taken.length]).toEqual([3, 2]);
  });

  it('is read in more looks when there is much, and the bookmark passes nothing that was not', async () => {
    for (let count = 0; count < 120; count += 1) graph.incoming.receive(`report ${count}`, report);
    const mailbox = openGraphMailbox(configuration(), graph.mailbox, 1);
    const looks = [await looked(mailbox), await looked(mailbox), await looked(mailbox)];
    expect(looks.map(({ taken }) => taken.length)).toEqual([50, 50, 20]);
    expect(looks.map(({ kept }) => kept.length)).toEqual([0, 0, 1]);
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
    expect((await looked()).look?.kind).toBe('read');
    expect(asked).toEqual([]);
    other.close();
  });
});
