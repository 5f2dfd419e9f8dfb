import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshUserDataFolder } from '../../build/run/stage.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice } from '../support/midoffice.ts';
import { frame, PILL } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { runCommand } from '../support/store-of.ts';

/** The dossier that two desks change at once. */
export const CLASHING_DOSSIER = 'dossier-verbouwen-kerkstraat';

/** What another desk hands over to the team of this one. */
export const HANDED_OVER = 'Volmacht voor een attest';

/** A line between a desk and its mid-office that can be cut. */
interface CutLine {
  readonly cut: () => void;
  readonly repair: () => void;
}

/** A desk with printers that were chosen, and that are not there. */
export function withPrinters(name: string): string {
  const folder = freshUserDataFolder(name);
  const a4 = { first: { name: 'Balie 1', address: 'ipp://127.0.0.1:9/ipp/print', fingerprint: null } };
  const ticket = { first: { name: 'Tickets', address: '127.0.0.1:9', fingerprint: null, hasDrawer: true } };
  const file = path.join(folder, 'devices.json');
  writeFileSync(file, JSON.stringify({ printers: { a4, ticket } }));
  chmodSync(file, 0o644);
  return folder;
}

/** Makes the two things that only two desks and a refusal make: a conflict and a refused item. */
export async function makeWorkThatAsks(desk: Desk, line: CutLine, midofficeUrl: string): Promise<void> {
  const other = await startDesk({ name: `${desk.name}-other`, midofficeUrl });
  await loginScreen(other.page).logIn('Karim El Amrani');
  await frame(other.page).waitUntilAllSent();
  line.cut();
  await expect(frame(desk.page).syncPill).toHaveText(PILL.lineGone);
  for (const { page } of [desk, other]) {
    const changes = { subject: page === desk.page ? 'Verbouwen: dakkapel' : 'Verbouwen: uitbouw' };
    expect((await runCommand(page, 'updateDossier', { dossierId: CLASHING_DOSSIER, changes })).ok).toBe(true);
  }
  const asked = {
    kind: 'handover',
    title: HANDED_OVER,
    text: 'Kan dit met een volmacht?',
    teamId: 'team-onthaal',
  } as const;
  expect((await runCommand(other.page, 'createTask', asked)).ok).toBe(true);
  await frame(other.page).waitUntilAllSent();
  await other.close();
  const closing = { dossierId: 'dossier-mantelzorg-onvolledig', status: 'complete' } as const;
  await runCommand(desk.page, 'changeStatus', closing);
  const refused = { dossierId: 'dossier-mantelzorg-onvolledig', status: 'readyForDecision' } as const;
  await runCommand(desk.page, 'changeStatus', refused);
  line.repair();
  await expect(frame(desk.page).syncPill).toHaveText(/geweigerd$/, { timeout: 60_000 });
}

/** A desk at which Els is logged in, with everything that `everyScreen` needs. */
export async function openWorkThatAsks(name: string): Promise<{ readonly desk: Desk; readonly midofficeUrl: string }> {
  const midoffice = await startTestMidoffice(300);
  const line = await startCuttingProxy(midoffice.url);
  const desk = await startDesk({ name, midofficeUrl: line.url, userData: withPrinters(name) });
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await makeWorkThatAsks(desk, line, midoffice.url);
  return { desk, midofficeUrl: midoffice.url };
}
