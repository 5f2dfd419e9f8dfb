import { type RequestChannel, requestArguments } from '@onthaal/contract/ipc/channels.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { openDoor, type RequestHandlers, type SenderEvent } from './door.ts';

type Page = 'our window' | 'another window';

function setUp(overrides: Partial<RequestHandlers<Page>> = {}, isLocked = false) {
  const calls: [string, unknown][] = [];
  const names = Object.keys(requestArguments) as RequestChannel[];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (args: unknown) => {
        calls.push([name, args]);
        return success(null);
      },
    ]),
  ) as unknown as RequestHandlers<Page>;
  let listener: ((event: SenderEvent<Page>, message: unknown) => Promise<unknown>) | undefined;
  openDoor<Page>({
    source: {
      handle: (_channel, given) => {
        listener = given;
      },
    },
    isKnownPage: (page) => page === 'our window',
    handlers: { ...handlers, ...overrides },
    isLocked: () => isLocked,
    log: silentLog,
  });
  const ask = (message: unknown, event: Partial<SenderEvent<Page>> = {}) =>
    listener?.(
      { senderFrame: { origin: 'app://onthaal', parent: null }, sender: 'our window', ...event },
      message,
    ) as Promise<Result<unknown>>;
  return { ask, calls };
}

const good = { channel: 'session:people', args: {} };

describe('the door', () => {
  test('a good request is answered', async () => {
    const { ask, calls } = setUp();
    expect(await ask(good)).toEqual({ ok: true, value: null });
    expect(calls).toEqual([['session:people', {}]]);
  });

  test.each<[string, Partial<SenderEvent<Page>>]>([
    ['a frame that is gone', { senderFrame: null }],
    ['a frame inside the page', { senderFrame: { origin: 'app://onthaal', parent: {} } }],
    ['another origin', { senderFrame: { origin: 'https://evil.example', parent: null } }],
    ['an origin that begins alike', { senderFrame: { origin: 'app://onthaal.evil', parent: null } }],
    ['an opaque origin', { senderFrame: { origin: 'null', parent: null } }],
    ['an empty origin', { senderFrame: { origin: '', parent: null } }],
    ['contents that are not of a window of ours', { sender: 'another window' }],
  ])('%s is refused with a code', async (_name, event) => {
    const { ask, calls } = setUp();
    expect(await ask(good, event)).toMatchObject({ ok: false, error: { code: 'SENDER_UNTRUSTED' } });
    expect(calls).toEqual([]);
  });

  test.each([
    undefined,
    null,
    'session:people',
    {},
    { channel: 'shell:run', args: {} },
    { channel: '__proto__', args: {} },
  ])('message %j has no known channel', async (message) => {
    expect(await setUp().ask(message)).toMatchObject({ ok: false, error: { code: 'CHANNEL_UNKNOWN' } });
  });

  test.each<[unknown, string]>([
    [{ channel: 'session:people', args: undefined }, ''],
    [{ channel: 'session:people', args: { extra: 1 } }, 'extra'],
    [{ channel: 'session:logIn', args: { memberId: 5 } }, 'memberId'],
    [{ channel: 'session:logIn', args: { memberId: 'x'.repeat(65) } }, 'memberId'],
    [{ channel: 'store:connect', args: { nonce: 'short' } }, 'nonce'],
    [{ channel: 'documents:addScanned', args: { dossierId: 'dossier-1', fileName: 'a.pdf', bytes: [1] } }, 'bytes'],
    [
      { channel: 'documents:addScanned', args: { dossierId: 'dossier-1', fileName: 'a.pdf', bytes: new Uint8Array() } },
      'bytes',
    ],
    [{ channel: 'preferences:write', args: { locale: 'xx', theme: 'dark', singleLetterKeys: true } }, 'locale'],
  ])('arguments %j are refused', async (message, field) => {
    const { ask, calls } = setUp();
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'ARGUMENT_INVALID', field } });
    expect(calls).toEqual([]);
  });

  test('a handler that throws answers UNEXPECTED and tells nothing', async () => {
    const { ask } = setUp({
      'session:people': async () => {
        throw new Error('secret detail');
      },
    });
    const result = await ask(good);
    expect(result).toEqual({ ok: false, error: { code: 'UNEXPECTED', retryable: false } });
  });

  const printer = { name: 'Balie 1', address: 'ipp://balie1.example', fingerprint: null };
  const original = { reference: 'SIM-1', at: '2026-11-26T10:00:00.000Z' };
  const letterValues = {
    ...{ dossierNumber: '1', dossierType: 'x', subject: 'x', openedOn: 'x', today: 'x', status: 'x' },
    ...{ recipient: 'x', addressLines: [], documents: [] },
  };

  const invitationValues = {
    ...{ today: 'x', addressLines: [], amountCents: 100, beneficiaryName: 'x', iban: 'x', reference: 'x' },
    lines: [{ id: '1', productCode: '1', name: 'x', quantity: 1, unitCents: 100 }],
  };

  const appointmentPaper = {
    ...{ purpose: 'confirmation', language: 'nl', printedAt: original.at, startsAt: original.at },
    ...{ subject: { name: 'x' }, code: 'A2345678', mode: 'physical', bring: [], addressLines: [] },
  };

  const dayPaper = {
    ...{ day: '2026-11-27', language: 'nl', title: 'x', subtitle: 'x', today: 'x' },
    sections: [{ title: 'x', nothing: 'x', columns: ['x', 'y'], rows: [] }],
  };

  test('while the screen is locked only what unlocking needs is answered', async () => {
    const { ask, calls } = setUp({}, true);
    const args: Partial<Record<RequestChannel, unknown>> = {
      'application:openExternal': { url: 'https://a.example' },
      'application:copyText': { text: 'x' },
      'preferences:write': { locale: 'nl-BE', theme: 'dark', singleLetterKeys: true },
      'session:logIn': { memberId: 'member-els' },
      'session:setSecret': { next: '2580' },
      'kiosk:register': { code: 'ABCDEFGHJKLM' },
      'kiosk:takeTicket': { operationId: 'operation-1', productCode: 'reispas' },
      'kiosk:checkIn': { operationId: 'operation-1', proof: { code: 'A2345678' } },
      'kiosk:checkInByCard': { operationId: 'operation-1', reader: 'Reader', insertion: 1 },
      'documents:add': { dossierId: 'dossier-1' },
      'documents:addDropped': { dossierId: 'dossier-1', paths: ['/home/plan.pdf'] },
      'documents:addScanned': { dossierId: 'dossier-1', fileName: 'brief.pdf', bytes: new Uint8Array([1]) },
      'documents:showWatched': { fileId: 'a'.repeat(64) },
      'documents:fileWatched': { fileId: 'a'.repeat(64), dossierId: 'dossier-1', fileName: 'a.pdf' },
      'documents:removeWatched': { fileId: 'a'.repeat(64) },
      'documents:open': { documentId: 'document-1', consultationId: 'look-1' },
      'documents:save': { documentId: 'document-1', consultationId: 'look-1' },
      'printing:make': { template: 'receipt', language: 'nl', values: letterValues },
      'printing:makeInvitation': { template: 'invitation', language: 'nl', values: invitationValues },
      'printing:makeAppointment': { template: 'appointmentTicket', paper: appointmentPaper },
      'printing:preview': { letterId: 'letter-1' },
      'printing:print': { letterId: 'letter-1', order: 'first' },
      'waitingRoom:show': {
        ...{ calls: [], waiting: 0, lineGone: false, building: 'Gemeentehuis', sound: true, speech: false },
      },
      'printing:visitTicket': {
        visitId: 'visit-1',
        number: 'L1-4',
        reasons: ['Reispas'],
        arrivedAt: '2026-11-27T09:00:00.000Z',
      },
      'printing:cancel': { jobId: 'job-1' },
      'printing:keep': { letterId: 'letter-1', dossierId: 'dossier-1' },
      'printing:forget': { letterId: 'letter-1' },
      'printing:find': { server: null },
      'printing:describe': { kind: 'a4', place: printer },
      'printing:testPage': { kind: 'a4', place: printer },
      'devices:readEid': { reader: 'Reader 00 00', insertion: 1 },
      'devices:eidVerification': { readingId: 'reading-1' },
      'devices:eidRevocation': { readingId: 'reading-1' },
      'devices:lookAtPin': { reader: 'Reader 00 00', insertion: 1 },
      'devices:changePin': { place: { reader: 'Reader 00 00', insertion: 1 }, language: 'nl', typed: null },
      'devices:payAtTerminal': { operationId: 'A1B2C3D4E5', amountCents: 100, terminalKey: 'nexo T1' },
      'devices:lookUpPayment': {
        ...{ kind: 'nexo', operationId: 'A1B2C3D4E5', amountCents: 100 },
        sentAt: '2026-11-26T10:00:00.000Z',
      },
      'devices:refundAtTerminal': {
        terminalKey: 'nexo T1',
        kind: 'nexo',
        operationId: 'A1B2C3D4E5',
        amountCents: 100,
        original,
      },
      'devices:lookUpRefund': {
        ...{ kind: 'nexo', operationId: 'A1B2C3D4E5', amountCents: 100, original },
        sentAt: '2026-11-26T10:00:00.000Z',
      },
      'devices:writeTerminalSecret': { kind: 'mollie', secret: 'test_0' },
      'devices:cancelPayment': { operationId: 'A1B2C3D4E5' },
      'devices:keepNeighbours': { desks: [] },
      'devices:testCard': { reader: 'Reader 00 00' },
      'devices:useMicrophone': { on: true },
      'devices:scan': { scanId: 'scan-0001', source: 'sheet', most: 1 },
      'devices:cancelScan': { scanId: 'scan-0001' },
      'store:connect': { nonce: '0123456789abcdef' },
      'appointments:save': {
        ...{ id: 'a', code: 'A1', title: 'Attest', location: '', description: '' },
        ...{ startsAt: '2026-11-30T08:00:00Z', endsAt: '2026-11-30T08:05:00Z' },
      },
      'payments:saveDay': { day: '2026-11-27', table: 'Uur' },
      'day:save': { day: '2026-11-27', table: 'Deel' },
      'day:makePaper': dayPaper,
      'day:savePaper': { letterId: 'letter-1', day: '2026-11-27' },
      'oversight:exportLog': { about: 'person', id: 'person-1', format: 'csv' },
      'performance:mark': { name: 'firstPaint', at: 1 },
    };
    const answered: string[] = [];
    for (const channel of Object.keys(requestArguments) as RequestChannel[]) {
      const result = await ask({ channel, args: args[channel] ?? {} });
      if (result.ok) answered.push(channel);
      else expect(result.error.code, channel).toBe('DESK_LOCKED');
    }
    expect(answered.sort()).toEqual([
      'application:information',
      'performance:mark',
      'preferences:read',
      'session:current',
      'session:lock',
      'session:lockState',
      'session:logOut',
      'session:unlock',
    ]);
    expect(calls.map(([channel]) => channel).sort()).toEqual(answered);
  });
});
