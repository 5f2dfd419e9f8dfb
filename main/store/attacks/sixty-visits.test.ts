import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintJobState } from '@onthaal/contract/devices/printing.ts';
import { dayEndLines, sliceMinutes } from '@onthaal/contract/rules/day/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escPos } from '../../devices/printing/raw/esc-pos.ts';
import { parseRawAddress } from '../../devices/printing/raw/raw-address.ts';
import { RawPrinter } from '../../devices/printing/raw/raw-printer.ts';
import { encodeTicket } from '../../devices/printing/raw/ticket-content.ts';
import { fakeEscPos } from '../../devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { FollowedPrint } from '../../devices/testing/isolated-printers/followed-print.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { bundleStore } from './testing/bundle-store.ts';
import { Centre, logInAt } from './testing/centre.ts';
import { DayClock } from './testing/day/day-clock.ts';
import { DayDesk } from './testing/day/day-desk.ts';
import { dayScript, expectedOf, isServed, middleOf, type ScriptedVisit } from './testing/day/day-script.ts';

/** Turns in which the line of the clerk is away, the turn in which the store is killed, and the ticket at which there is no paper. */
const LINE_AWAY: readonly (readonly [from: number, until: number])[] = [
  [16, 19],
  [42, 44],
];
const KILLED_AT = 27;
const NO_PAPER_AT = 20;
const MINUTES_BETWEEN = 2;

const folder = testFolder();
const script = dayScript(v7);
const expected = expectedOf(script);
const byId = new Map(script.map((visit) => [visit.id, visit]));

let clock: DayClock;
let midoffice: TestMidoffice;
let line: TestLine;
let clerk: DayDesk;
let others: readonly DayDesk[];
let lead: DayDesk;
let paper: FakeRawPrinter;
let applicantId = '';
let token = '';
/** The first slice of the waiting curve in which only the script waits. */
let began = '';
let baseline: Awaited<ReturnType<typeof figuresNow>>;

async function figuresNow(desk: DayDesk) {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(clock.now());
  return desk.read('dayReport', { day });
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  clock = new DayClock(join(folder, 'clock'));
  const { environment, launcher } = clock;
  const [bundle, started, printer] = await Promise.all([
    bundleStore('sixty-visits'),
    startMidoffice(60, environment),
    FakeRawPrinter.start(fakeEscPos),
  ]);
  [midoffice, paper] = [started, printer];
  line = new TestLine(midoffice.url);
  await line.up();
  const sit = async (memberId: string, deviceId: string, deskId: string, url = midoffice.url) => {
    const grant = await logInAt(midoffice.url, memberId, deviceId);
    token ||= grant.token;
    return DayDesk.start({ bundle, launcher, url, grant, deskId, file: join(folder, `${deviceId}.db`) });
  };
  clerk = await sit('member-els', 'device-loket-1', 'desk-1', line.url);
  others = [await sit('member-noor', 'device-loket-2', 'desk-2'), await sit('member-zoe', 'device-loket-3', 'desk-3')];
  lead = await sit('member-luc', 'device-laptop-1', 'desk-1');
  // Whoever waits in the demo goes home: the day is the script's.
  for (const { id } of (await clerk.read('queueBoard', { deskId: 'desk-1' })).waiting) {
    await clerk.run('recordVisitEvent', { visitId: id, stepId: v7(), event: 'left' });
  }
  const found = await clerk.read('searchEverything', { text: 'marie-hélène', limitPerGroup: 1 });
  applicantId = found.groups.find(({ kind }) => kind === 'person')?.hits[0]?.id ?? '';
  await clerk.untilSent();
  baseline = await figuresNow(clerk);
  clock.pass(sliceMinutes);
  began = new Date(clock.now().getTime() - MINUTES_BETWEEN * 60_000).toISOString();
}, 400_000);
afterAll(async () => {
  for (const desk of [clerk, lead, ...(others ?? [])]) await desk?.stop();
  await paper?.close();
  await line?.down();
  await midoffice?.stop();
  clock?.close();
});

const noteOf = ({ id }: ScriptedVisit) => `Nota over ${id}`;

/** Who waits by what the desks were told, and the most of them at one moment. */
const inHall = new Set<ScriptedVisit>();
let mostWaiting = 0;

function waits(visit: ScriptedVisit): void {
  inHall.add(visit);
  mostWaiting = Math.max(mostWaiting, inHall.size);
}

const printed: string[] = [];
const heard: PrintJobState[] = [];

/** Prints the ticket of who came in; when the paper is out, somebody puts a new roll in. */
async function printTicket(ticket: string): Promise<void> {
  if (printed.length === NO_PAPER_AT) paper.set({ paperOut: true });
  const address = parseRawAddress(paper.address);
  if (!address.ok) throw new Error('The address is wrong');
  const pauses = { connecting: 20_000, answering: 20_000, between: 10 };
  const printer = new RawPrinter({ address: address.value, language: escPos, pauses });
  const bytes = encodeTicket({ heading: `Nummer ${ticket}.`, lines: [] });
  const print = new FollowedPrint(printer, { bytes, format: escPos.format, jobName: ticket });
  if (printed.length === NO_PAPER_AT) {
    await print.until('needsPaper');
    paper.set({ paperOut: false });
  }
  expect((await print.run.ended).state).toBe('done');
  heard.push(...print.states);
  printed.push(ticket);
}

async function comeIn(visit: ScriptedVisit, isLineAway: boolean): Promise<void> {
  const { id, productCode, desk } = visit;
  const where = desk === 'clerk' ? { waitsForDeskId: 'desk-1' } : {};
  await clerk.run('registerVisit', {
    ...{ id, productCodes: [productCode], locationId: 'location-gemeentehuis', priority: 3, ...where },
    ...(isLineAway ? { reserveForDeskId: 'desk-1' } : {}),
  });
  waits(visit);
  const board = await clerk.read('queueBoard', { deskId: 'desk-1' });
  const ticket = board.waiting.find((row) => row.id === id)?.ticket;
  if (ticket === undefined) throw new Error('Who came in does not wait');
  await printTicket(ticket);
  if (visit.ending !== 'left') return;
  await clerk.run('recordVisitEvent', { visitId: id, stepId: v7(), event: 'left' });
  inHall.delete(visit);
}

/** Calls the next to a desk; undefined when nobody waits for it. */
async function call(desk: DayDesk, isLineAway: boolean): Promise<ScriptedVisit | undefined> {
  if (!isLineAway) {
    const { visitId } = await desk.ask('callNextVisit', { operationId: v7(), deskId: desk.deskId });
    return visitId === undefined ? undefined : byId.get(visitId);
  }
  const { waiting } = await desk.read('queueBoard', { deskId: desk.deskId });
  if (!waiting.some(({ id }) => atDeskOffline.has(id))) return undefined;
  await desk.run('callReservedVisit', { stepId: v7(), deskId: desk.deskId });
  const called = (await desk.read('openVisits', {})).find(({ state }) => state === 'called');
  return called && byId.get(called.id);
}
/** Who came in while the line was away. */
const atDeskOffline = new Set<string>();

const event = (desk: DayDesk, { id }: ScriptedVisit, name: 'served' | 'parked' | 'resumed' | 'returned' | 'noShow') =>
  desk.run('recordVisitEvent', {
    ...{ visitId: id, stepId: v7(), event: name, deskId: desk.deskId },
    ...(name === 'returned' ? { waitsForDeskId: desk.deskId } : {}),
  });

async function pay(desk: DayDesk, cents: number): Promise<void> {
  const id = v7();
  const lines = [{ id: 'een', productCode: 'attest', name: 'Attest', quantity: 1, unitCents: cents }];
  await desk.run('beginPayment', { id, personId: applicantId, lines, method: 'cash' });
  await desk.run('recordPaymentEvent', { paymentId: id, stepId: v7(), event: 'confirmed' });
}

/** What is done and written at the end of a visit. With `isKilled` the process dies in the middle of the last command. */
async function finish(desk: DayDesk, visit: ScriptedVisit, isKilled: boolean): Promise<void> {
  const { id: visitId, result, cents } = visit;
  await desk.run('keepVisit', { visitId, draft: noteOf(visit) });
  const dossierId = v7();
  if (result === 'dossierOpened') {
    await desk.run('createDossier', {
      ...{ id: dossierId, typeCode: 'klacht', subject: 'Te lang gewacht', applicantId, channel: 'counter' },
      answers: { soort: 'wachttijd', watGebeurde: 'Een uur', wanneer: '2026-11-20' },
    });
  }
  if (cents > 0) await pay(desk, cents);
  const open = (await desk.read('openVisits', {})).find(({ id }) => id === visitId);
  const question = open?.questions[0];
  if (question === undefined) throw new Error('The visit has no question');
  await desk.run('recordVisitContact', {
    ...{ visitId, questionId: question.id, subject: question.name, text: open?.draft ?? '', result, links: [] },
    dossierIds: result === 'dossierOpened' ? [dossierId] : [],
  });
  const last = { visitId, stepId: v7(), event: 'finished', deskId: desk.deskId } as const;
  if (isKilled) await desk.killDuring('recordVisitEvent', last);
  // Asked again after a crash, and a second time as an impatient clerk would: it happens once.
  await desk.run('recordVisitEvent', last);
  await desk.run('recordVisitEvent', last);
}

/** One visitor at one desk, from the call on. Those who come back are served when they are called again. */
const cameBack = new Set<string>();

async function serve(desk: DayDesk, visit: ScriptedVisit): Promise<void> {
  if (visit.ending === 'noShow') return event(desk, visit, 'noShow');
  await event(desk, visit, 'served');
}

/** So many minutes a visitor is at the desk in this turn: who is returned has the rest of them later. */
function minutesNow(visit: ScriptedVisit | undefined): number {
  if (visit === undefined || !isServed(visit)) return 0;
  if (visit.ending === 'parked') return visit.minutes + 1;
  if (visit.ending !== 'returned') return visit.minutes;
  return cameBack.has(visit.id) ? visit.minutes - 1 : 1;
}

async function end(desk: DayDesk, visit: ScriptedVisit, isKilled: boolean): Promise<void> {
  if (!isServed(visit)) return;
  if (visit.ending === 'returned' && !cameBack.has(visit.id)) {
    cameBack.add(visit.id);
    await event(desk, visit, 'returned');
    return waits(visit);
  }
  await finish(desk, visit, isKilled);
}

/** Takes the line away or brings it back; the second time it goes while the desk still sends. */
async function turnLine(turn: number): Promise<void> {
  if (turn === LINE_AWAY[0]?.[0]) await clerk.untilSent();
  if (LINE_AWAY.some(([from]) => from === turn)) {
    await line.down();
    await clerk.until('syncStatus', {}, ({ phase }) => phase === 'offline');
  }
  if (LINE_AWAY.some(([, until]) => until + 1 === turn)) {
    await line.up();
    await clerk.run('syncNow', {});
  }
}

/** One turn of the day: people come in, the desks call at once, and what they do takes its minutes. */
async function playTurn(turn: number): Promise<number> {
  await turnLine(turn);
  const isLineAway = LINE_AWAY.some(([from, until]) => turn >= from && turn <= until);
  for (const visit of script.filter((one) => one.turn === turn)) {
    if (isLineAway) atDeskOffline.add(visit.id);
    await comeIn(visit, isLineAway);
  }
  if (!isLineAway) await clerk.untilSent();
  clock.pass(MINUTES_BETWEEN);
  // Both other desks want whoever is there: one of them gets nobody.
  const isOtherWaiting = [...inHall].some(({ desk }) => desk === 'other');
  const desks = [clerk, ...(isOtherWaiting ? others : [])];
  const called = await Promise.all(desks.map((desk) => call(desk, isLineAway && desk === clerk)));
  const pairs = desks.flatMap((desk, place) => (called[place] ? [{ desk, visit: called[place] }] : []));
  expect(new Set(pairs.map(({ visit }) => visit.id)).size).toBe(pairs.length);
  for (const { desk, visit } of pairs) {
    expect(inHall.delete(visit)).toBe(true);
    await serve(desk, visit);
  }
  for (let minute = 1; pairs.some(({ visit }) => minutesNow(visit) > 0) && minute <= 7; minute += 1) {
    clock.pass(1);
    for (const { desk, visit } of pairs) {
      if (visit.ending === 'parked' && minute === 1) await event(desk, visit, 'parked');
      if (visit.ending === 'parked' && minute === 2) await event(desk, visit, 'resumed');
    }
    const done = pairs.filter(({ visit }) => minutesNow(visit) === minute);
    for (const pair of done) {
      await end(pair.desk, pair.visit, turn === KILLED_AT && pair.desk === clerk);
      pairs.splice(pairs.indexOf(pair), 1);
    }
  }
  return called.filter((visit) => visit !== undefined).length;
}

/** Each number stands on paper once, also that of the moment without paper. */
function checkTickets(): void {
  expect(heard).toContain('needsPaper');
  expect(new Set(printed).size).toBe(script.length);
  for (const ticket of printed) expect(paper.printed.toString('latin1').split(`Nummer ${ticket}.`)).toHaveLength(2);
}

/** The centre, asked without any code of a desk, has one contact moment of each who was served, with what was noted. */
async function checkContacts(): Promise<void> {
  const documents = await new Centre(midoffice.url, token).documents();
  const texts = [...documents].flatMap(([key, { visitId, text }]) =>
    key.startsWith('interactions/') && byId.has(String(visitId)) ? [text] : [],
  );
  expect(texts.sort()).toEqual(script.filter(isServed).map(noteOf).sort());
}

/** What is left at a desk goes to zero. */
async function checkDayEnd(): Promise<void> {
  expect(dayEndLines(await clerk.read('dayEnd', { deskId: clerk.deskId }))).toEqual([{ kind: 'cash', count: 1 }]);
  await clerk.run('countCash', { id: v7(), floatCents: 5000, countedCents: 5000 + expected.cashCents });
  await clerk.untilSent();
  for (const desk of [clerk, ...others]) {
    expect(dayEndLines(await desk.read('dayEnd', { deskId: desk.deskId }))).toEqual([]);
  }
}

/** The figures are those of the script, at a computer that did nothing all day: all it has, the centre gave. */
async function checkFigures(): Promise<void> {
  await lead.until('dayReport', { day: (await figuresNow(clerk)).day }, ({ figures, takings }) => {
    const contacts = figures.channels.find(({ code }) => code === 'counter')?.count ?? 0;
    const before = baseline.figures.channels.find(({ code }) => code === 'counter')?.count ?? 0;
    const cash = takings?.find(({ method }) => method === 'cash')?.count ?? 0;
    return contacts - before >= expected.outcomes.finished && cash >= expected.cashCount;
  });
  await lead.untilSent();
  const { figures, takings = [], curve } = await figuresNow(lead);
  for (const [name, value] of Object.entries(expected.outcomes)) {
    const key = name as keyof typeof expected.outcomes;
    expect([name, figures.outcomes[key] - baseline.figures.outcomes[key]]).toEqual([name, value]);
  }
  for (const kind of ['results', 'channels'] as const) {
    for (const { code, count } of expected[kind]) {
      const at = (counts: readonly { readonly code: string; readonly count: number }[]) =>
        counts.find((one) => one.code === code)?.count ?? 0;
      expect([code, at(figures[kind]) - at(baseline.figures[kind])]).toEqual([code, count]);
    }
  }
  expect(figures.waits.count - baseline.figures.waits.count).toBe(expected.called);
  const cashOf = (all: typeof takings) => all.find(({ method }) => method === 'cash');
  const [cash, before] = [cashOf(takings), cashOf(baseline.takings ?? [])];
  expect((cash?.amountCents ?? 0) - (before?.amountCents ?? 0)).toBe(expected.cashCents);
  expect((cash?.count ?? 0) - (before?.count ?? 0)).toBe(expected.cashCount);
  checkProducts(figures);
  const ofScript = curve.filter(({ at }) => at >= began);
  expect(Math.max(...ofScript.map(({ most }) => most))).toBe(mostWaiting);
}

function checkProducts(figures: typeof baseline.figures): void {
  for (const [code, { asked, minutes }] of expected.products) {
    const of = (all: typeof figures) => all.products.find(({ productCode }) => productCode === code);
    expect([code, (of(figures)?.asked ?? 0) - (of(baseline.figures)?.asked ?? 0)]).toEqual([code, asked]);
    expect([code, of(baseline.figures)?.served.count ?? 0]).toEqual([code, 0]);
    const served = of(figures)?.served;
    expect([code, served?.count]).toEqual([code, minutes.length]);
    // The minutes of the script, and the sixtieth of what the computer needed meanwhile.
    for (const [told, scripted] of [
      [served?.medianSeconds, middleOf(minutes)],
      [served?.longestSeconds, Math.max(...minutes) * 60],
    ] as const) {
      expect(told).toBeGreaterThanOrEqual(scripted);
      expect(told).toBeLessThan(scripted + 30);
    }
  }
}

it('sixty visits of one clerk, with two other desks: nothing is lost or doubled, the list goes to zero, the figures are the script', async () => {
  let turn = 0;
  const lastArrival = Math.max(...script.map((visit) => visit.turn));
  for (let calls = 1; turn <= lastArrival || calls > 0; turn += 1) calls = await playTurn(turn);
  expect([...inHall]).toEqual([]);
  for (const desk of [clerk, ...others]) await desk.settleContacts();
  await Promise.all([clerk, ...others].map((desk) => desk.untilSent()));
  checkTickets();
  await checkContacts();
  await checkDayEnd();
  await checkFigures();
}, 600_000);
