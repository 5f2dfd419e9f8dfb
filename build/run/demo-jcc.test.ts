import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterWish, openExternalTime } from '../../midoffice/appointment-master/external-time.ts';
import { readAppointments } from '../../midoffice/configuration/appointments.ts';
import { townHallLocationId } from '../../midoffice/seed/references/places.ts';
import { products } from '../../midoffice/seed/references/products.ts';
import { type DemoJcc, startDemoJcc } from './demo-jcc.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-demo-jcc-'));
let jcc: DemoJcc;
beforeEach(async () => {
  jcc = await startDemoJcc(folder);
});
afterEach(async () => {
  await jcc.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the mid-office takes its settings, and every product of the demo has free moments until it is switched off', async () => {
  const sentences: string[] = [];
  const external = openExternalTime(readAppointments(jcc.environment, sentences), pino({ level: 'silent' }));
  expect(sentences).toEqual([]);
  if (external === undefined) throw new Error('There is no master');
  const [product] = products;
  const wish = { productCode: product?.code ?? '', mode: 'physical' as const, locationId: townHallLocationId };
  const asked = masterWish(external, wish);
  if (asked === undefined) throw new Error('It is not mapped');
  const within = { from: Date.now(), until: Date.now() + 10 * 86_400_000 };
  expect(await external.master.slots(asked, within, 3)).toMatchObject({ kind: 'listed', values: [{}, {}, {}] });
  await jcc.group.switches.find(({ id }) => id === 'jcc-unavailable')?.press();
  expect(jcc.group.state()).toBe('JCC antwoordt niet.');
  expect(await external.master.slots(asked, within, 3)).toEqual({ kind: 'away' });
});
