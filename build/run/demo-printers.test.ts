import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintContent, PrintJob, PrintKind } from '@onthaal/contract/devices/printing.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrintRoom } from '../../main/devices/printing/print-room.ts';
import { type DeskPanel, startPanel } from '../../simulators/desk-panel/panel.ts';
import { type DemoPrinters, startDemoPrinters } from './demo-printers.ts';

let folder: string;
let demo: DemoPrinters;
let panel: DeskPanel;
let heard: PrintJob[];
let wake = (): void => undefined;
const room = new PrintRoom((job) => {
  heard.push(job);
  wake();
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onthaal-demo-printed-'));
  demo = await startDemoPrinters(folder);
  panel = await startPanel(demo.groups);
}, 60_000);
afterAll(async () => {
  room.forgetAll();
  await panel?.stop();
  await demo?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const press = async (id: string): Promise<string> =>
  (await fetch(panel.address, { method: 'POST', body: new URLSearchParams({ switch: id }) })).text();

const placeOf = (kind: PrintKind) => {
  const place = demo.printers[kind]?.first;
  if (place === undefined) throw new Error(`The demo has no printer for ${kind}: ${demo.groups[0]?.state()}`);
  return place;
};

async function problemsOf(kind: PrintKind): Promise<unknown> {
  const described = await room.describe(placeOf(kind), kind);
  return described.ok ? described.value.problems : described.error.code;
}

async function until(wanted: (job: PrintJob) => boolean): Promise<PrintJob> {
  for (;;) {
    const found = heard.find(wanted);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

function print(content: PrintContent): void {
  heard = [];
  expect(room.print(placeOf(content.kind), content)).toMatchObject({ ok: true });
}

describe('the printers of the demo', { timeout: 120_000 }, () => {
  test.each([
    ['a4-empty', 'Het papier is op.', ['noPaper']],
    ['a4-open', 'Het deksel staat open.', ['coverOpen']],
    ['a4-jam', 'Er zit papier vast.', ['paperJam']],
    ['a4-solved', 'De printer staat klaar.', []],
    ['a4-ink', 'De inkt is bijna op.', ['inkLow']],
    ['a4-off', 'De printer staat uit.', 'PRINTER_UNREACHABLE'],
    ['a4-on', 'De printer staat klaar.', []],
    ['a4-solved', 'De printer staat klaar.', []],
  ])('the switch %s is seen at the A4 printer, also while nobody prints', async (id, words, problems) => {
    expect(await press(id)).toContain(words);
    await expect.poll(() => problemsOf('a4'), { timeout: 30_000 }).toEqual(problems);
  });

  test('a letter waits for paper, comes out once there is some, and can be seen', async () => {
    await press('a4-empty');
    const letter = '%PDF-1.4\n% letter\n%%EOF\n';
    print({ kind: 'a4', pdf: Buffer.from(letter) });
    await until(({ state }) => state === 'needsPaper');
    await press('a4-solved');
    expect(await until(({ ended }) => ended)).toMatchObject({ state: 'done' });
    const shown = new RegExp(`${folder}/\\d+\\.pdf`).exec(await press('a4-look'));
    expect(readFileSync(shown?.[0] ?? '', 'utf8')).toBe(letter);
  });

  test('a ticket waits for a closed cover, and is read on the panel', async () => {
    expect(await press('ticket-open')).toContain('Het deksel staat open.');
    print({ kind: 'ticket', ticket: { heading: 'Gemeente', large: 'A042', lines: ['Loket 3'] } });
    await until(({ problems }) => problems.includes('coverOpen'));
    await press('ticket-solved');
    expect(await until(({ ended }) => ended)).toMatchObject({ state: 'done' });
    expect(await (await fetch(panel.address)).text()).toContain('Loket 3');
    await press('ticket-off');
    expect(await problemsOf('ticket')).toBe('PRINTER_UNREACHABLE');
    await press('ticket-on');
    expect(await problemsOf('ticket')).toEqual([]);
  });
});

test('where the printer program is missing, the demo says so and goes on with the rest', async () => {
  const without = await startDemoPrinters(join(folder, 'none'), join(folder, 'no-programs'));
  expect(without.groups[0]?.state()).toContain('ontbreekt ippeveprinter');
  expect(without.printers.a4).toBeUndefined();
  expect(without.printers.ticket?.first).toBeDefined();
  await without.stop();
});
