import { holdTerminalDocument, shareDeskDocument } from '@onthaal/contract/generated/client-documents.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { reference, referenceFixture } from '../testing/fixture-documents.ts';
import { Listening } from '../testing/listening.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { removeOldShares } from './desk-shares.ts';

const desk = (code: string, building: string) =>
  reference('desk', code, `Loket ${code}`, { building, number: code, teamIds: [] });
const device = (code: string) =>
  reference('device', code, `Pc ${code}`, { numberPrefix: code.toUpperCase(), deskId: `desk-${code}` });
const places = {
  collection: 'references',
  documents: [
    desk('h1', 'Gemeentehuis'),
    desk('h2', 'Gemeentehuis'),
    desk('b1', 'Dienstenpunt'),
    device('h1'),
    device('h2'),
    device('b1'),
  ],
} as const;

const printer = (name: string) => ({
  kind: 'a4',
  place: { name, address: `ipp://${name}/ipp/print`, fingerprint: null },
});

const fine = { terminal: null, scanner: null, failing: [], terminalInUse: false };
/** Something that every desk hears of. */
const taskFixture = () => {
  const [id, createdAt] = [v7(), new Date().toISOString()];
  const updatedBy = { memberId: 'member-els', name: 'Els Peeters' };
  return {
    id,
    createdAt,
    updatedAt: createdAt,
    updatedBy,
    kind: 'action' as const,
    title: 'Teken',
    state: 'open' as const,
    teamId: 'team-onthaal',
    notes: [],
  };
};
/** Lets desks hear of everything that was before, and forget it: news may come late, and comes in order. */
async function hearBefore(by: Desk, all: readonly Listening[]): Promise<void> {
  await by.pushOne('tasks', taskFixture());
  for (const listening of all) {
    await listening.until('tasks');
    listening.forget();
  }
}

const terminal = { kind: 'nexo', url: 'http://terminal-1:8080/nexo', saleId: 'KASSA1', terminalId: 'T1' };

describe.each(engines)('what desks share, on $name', (engine) => {
  let midoffice: TestMidoffice;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, places]);
  });
  afterAll(() => midoffice?.stop());

  const logIn = (deviceId: string, memberId = 'member-els') => Desk.logIn(midoffice.url, memberId, deviceId);
  const share = async (
    { grant }: Desk,
    name: string | null,
    printers: unknown = [],
    deskId: string | null = null,
    more: object = {},
  ) => {
    const asked = { name, deskId, printers, ...more };
    const { data, errors } = await sendGraphql(midoffice.url, shareDeskDocument, asked, grant.token);
    return data?.shareDesk ?? errors[0]?.extensions?.code;
  };

  it('is for the other desks in the building, until it is something else or nothing', async () => {
    const [first, second, branch] = [
      await logIn('device-h1'),
      await logIn('device-h2', 'member-karim'),
      await logIn('device-b1'),
    ];
    expect(await share(first, 'Loket 1', [printer('balie-1')])).toEqual([]);
    expect(await share(second, null)).toEqual([
      { deviceId: 'device-h1', name: 'Loket 1', printers: [printer('balie-1')], ...fine },
    ]);
    expect(await share(branch, 'Balie', [printer('elders')])).toEqual([]);
    await share(first, 'Loket 1', [printer('balie-nieuw')]);
    expect(await share(second, 'Loket 2')).toMatchObject([{ printers: [printer('balie-nieuw')] }]);
    expect(await share(first, null)).toEqual([{ deviceId: 'device-h2', name: 'Loket 2', printers: [], ...fine }]);
    expect(await share(second, null)).toEqual([]);
  });

  it('of a desk of which nobody knows where it stands is for nobody, until a desk is chosen there', async () => {
    const [lost, other] = [await logIn('device-lost'), await logIn('device-lost-too')];
    await share(lost, 'Ergens', [printer('ergens')]);
    expect(await share(other, 'Elders')).toEqual([]);
    expect(await share(await logIn('device-h1'), null)).toEqual([]);
    await share(lost, 'Ergens', [printer('ergens')], 'desk-h2');
    expect(await share(other, 'Elders', [], 'desk-b1')).toMatchObject([{ name: 'Balie' }]);
    expect(await share(other, 'Elders', [], 'desk-unknown')).toEqual([]);
    expect(await share(other, 'Elders', [], 'desk-h1')).toMatchObject([{ name: 'Ergens' }]);
    await share(lost, null);
    await share(other, null);
  });

  it('is a payment terminal, too, at which one desk of the building has a payment at a time', async () => {
    const [first, second, branch] = [
      await logIn('device-h1'),
      await logIn('device-h2', 'member-karim'),
      await logIn('device-b1'),
    ];
    const hold = async ({ grant }: Desk, isHeld: boolean, key: unknown = 'nexo T1') => {
      const asked = { terminal: key, deskId: null, isHeld };
      const { data, errors } = await sendGraphql(midoffice.url, holdTerminalDocument, asked, grant.token);
      return data?.holdTerminal ?? errors[0]?.extensions?.code;
    };
    await share(first, 'Loket 1', [], null, { terminal });
    expect(await share(second, null)).toMatchObject([{ name: 'Loket 1', terminal }]);
    expect(await Promise.all([hold(first, true), hold(second, true)])).toContain(false);
    await Promise.all([hold(first, false), hold(second, false)]);
    expect(await hold(first, true)).toBe(true);
    expect(await hold(first, true)).toBe(true);
    expect(await hold(second, true)).toBe(false);
    expect(await hold(second, false)).toBe(true);
    expect(await hold(second, true)).toBe(false);
    expect(await hold(branch, true)).toBe(true);
    await midoffice.services.database.orm.execute(sql`UPDATE terminal_hold SET until = now() - interval '1 second'`);
    expect(await hold(second, true)).toBe(true);
    expect(await hold(first, true, 'T\u0000')).toBe('ARGUMENT_INVALID');
    await share(first, null);
  });

  it('is a scanner in the network, too, until it is another one or none', async () => {
    const [first, second] = [await logIn('device-h1'), await logIn('device-h2', 'member-karim')];
    const scanner = { name: 'net:loket-1:genesys:libusb:001:004', label: 'Canon LiDE 220' };
    const near = await Listening.open(second);
    await hearBefore(first, [near]);
    try {
      await share(first, 'Loket 1', [], null, { scanner });
      await near.until('neighbours');
      expect(await share(second, null)).toMatchObject([{ name: 'Loket 1', scanner, terminal: null }]);
      near.forget();
      await share(first, 'Loket 1', [], null, { scanner: { ...scanner, label: 'Canon DR' } });
      await near.until('neighbours');
      expect(await share(second, null)).toMatchObject([{ scanner: { label: 'Canon DR' } }]);
      await share(first, 'Loket 1');
      expect(await share(second, null)).toMatchObject([{ scanner: null }]);
    } finally {
      near.stop();
      await share(first, null);
    }
    for (const wrong of [
      { name: 'net:a:b' },
      { ...scanner, more: 1 },
      { ...scanner, name: 'net:a\u0000:b' },
      'net:a:b',
    ])
      expect(await share(first, 'Loket 1', [], null, { scanner: wrong })).toBe('ARGUMENT_INVALID');
  });

  it('tells the other desks of its building what does not work and when a terminal is used and free again, and nobody else', async () => {
    const [first, second, branch] = [
      await logIn('device-h1'),
      await logIn('device-h2', 'member-karim'),
      await logIn('device-b1'),
    ];
    const hold = ({ grant }: Desk, isHeld: boolean) =>
      sendGraphql(
        midoffice.url,
        holdTerminalDocument,
        { terminal: 'nexo T1 http://terminal-1:8080/nexo', deskId: null, isHeld },
        grant.token,
      );
    await share(branch, 'Balie');
    const near = await Listening.open(second);
    const far = await Listening.open(branch);
    await hearBefore(first, [near, far]);
    const news = async (work: () => Promise<unknown>): Promise<void> => {
      near.forget();
      await work();
      await near.until('neighbours');
    };
    try {
      await news(() => share(first, 'Loket 1', [printer('balie-1')], null, { terminal }));
      await news(() => share(first, 'Loket 1', [printer('balie-1')], null, { terminal, failing: ['a4'] }));
      const seen = async () => (await share(second, null)) as readonly object[];
      expect(await seen()).toMatchObject([{ failing: ['a4'], terminalInUse: false }]);
      await news(() => hold(first, true));
      expect(await seen()).toMatchObject([{ terminalInUse: true }]);
      await news(() => hold(first, false));
      expect(await seen()).toMatchObject([{ terminalInUse: false }]);
      near.forget();
      await share(first, 'Loket 1', [printer('balie-1')], null, { terminal, failing: ['a4'] });
      await hold(first, false);
      await first.pushOne('tasks', taskFixture());
      await near.until('tasks');
      expect([...near.heard]).not.toContain('neighbours');
      await far.until('tasks');
      expect([...far.heard]).not.toContain('neighbours');
      await news(() => share(first, null));
    } finally {
      near.stop();
      far.stop();
      await share(branch, null);
    }
  });

  it('wakes no other building, however many desks shared something here in the last month', async () => {
    const { orm } = midoffice.services.database;
    const [here, branch] = [await logIn('device-here'), await logIn('device-b1')];
    const first = await logIn('device-h1');
    await share(here, 'Loket 3', [], 'desk-h2');
    await orm.execute(
      sql`INSERT INTO desk_share (device_id, building, name, printers, terminal, failing, by, at)
          SELECT 'device-old-' || n, 'Gemeentehuis', 'Oud', '[]', NULL, '[]', 'member-els', now() - interval '2 days'
          FROM generate_series(1, 70) AS n`,
    );
    const [near, far] = [await Listening.open(here), await Listening.open(branch)];
    await hearBefore(first, [near, far]);
    try {
      await share(first, 'Loket 1', [printer('balie-1')]);
      // The centre does not know where this computer stands, only what it said itself.
      await near.until('neighbours');
      await first.pushOne('tasks', taskFixture());
      await far.until('tasks');
      expect([...far.heard]).not.toContain('neighbours');
    } finally {
      near.stop();
      far.stop();
      await orm.execute(sql`DELETE FROM desk_share`);
    }
  });

  it('is removed after a month in which nobody logged in there', async () => {
    const { orm } = midoffice.services.database;
    await share(await logIn('device-h1'), 'Loket 1');
    await share(await logIn('device-b1'), 'Balie');
    await orm.execute(sql`UPDATE desk_share SET at = now() - interval '31 days' WHERE device_id = 'device-b1'`);
    expect(await removeOldShares(orm)).toBe(1);
    expect(await removeOldShares(orm)).toBe(0);
  });

  it('is gone with a device whose access is taken away', async () => {
    const [first, second] = [await logIn('device-h1'), await logIn('device-h2')];
    await share(second, 'Loket 2', [printer('balie-2')]);
    expect(await share(first, null)).toHaveLength(1);
    const ann = await logIn('device-of-ann', 'member-ann');
    const taken = 'mutation { revokeAccess(deviceId: "device-h2") }';
    expect(await sendGraphql(midoffice.url, taken, {}, ann.grant.token)).toMatchObject({
      data: { revokeAccess: true },
    });
    expect(await share(first, null)).toEqual([]);
  });

  it.each([
    ['a name that is too long', 'x'.repeat(41), []],
    ['something else than printers', 'Loket 1', [{ kind: 'reader', place: {} }]],
    ['more than the kinds that there are', 'Loket 1', Array.from({ length: 4 }, () => printer('balie-1'))],
    ['more than is asked', 'Loket 1', [{ ...printer('balie-1'), secret: 'x' }]],
    ['no list', 'Loket 1', 'balie-1'],
    ['NUL in a name', 'Loket \u0000', []],
    ['half a character', 'Loket \ud800', []],
    ['NUL in an address', 'Loket 1', [printer('balie\u0000')]],
    ['half a character in an address', 'Loket 1', [printer('balie\udfff')]],
  ])('%s is refused', async (_name, name, printers) => {
    expect(await share(await logIn('device-h1'), name, printers)).toBe('ARGUMENT_INVALID');
  });

  it('is told to nobody who is not logged in', async () => {
    const { errors } = await sendGraphql(midoffice.url, shareDeskDocument, { name: null, printers: [] });
    expect(errors[0]?.extensions?.code).toBe('SESSION_UNKNOWN');
  });
});
