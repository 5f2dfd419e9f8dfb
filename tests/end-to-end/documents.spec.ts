import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { chooseInDialog, dropFiles, filesToAdd } from '../support/files-to-add.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { killTree } from '../support/processes.ts';
import { part } from '../support/screens/cards.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { search } from '../support/screens/search.ts';
import { test } from '../support/test.ts';

// One day of one dossier's documents, in order.
test.describe.configure({ mode: 'serial' });

const megabyte = 1024 * 1024;
const KEPT = 'Centraal bewaard';
let midoffice: TestMidoffice;
let line: CuttingProxy;
let desk: Desk;
let files: ReturnType<typeof filesToAdd>;

test.beforeAll(async () => {
  midoffice = await startTestMidoffice(60);
  line = await startCuttingProxy(midoffice.url);
  desk = await startDesk({ name: 'documents', midofficeUrl: line.url });
  files = filesToAdd('documents');
});
test.afterAll(async () => {
  await desk.close();
  await line.close();
  await midoffice.dispose();
});

function pdf(bytes: number, word: string): Buffer {
  const start = Buffer.from(`%PDF-1.7\n% ${word}\n`);
  return Buffer.concat([start, Buffer.alloc(Math.max(0, bytes - start.length), `${word} `)]);
}

const documents = (current = desk) => part(current.page, 'Documenten');
const lineOf = (title: string, current = desk) => documents(current).getByRole('listitem').filter({ hasText: title });

async function openDossier(current = desk): Promise<void> {
  await search(current.page).find('2026-LV-00001');
  await search(current.page).box.press('Enter');
  await expect(frame(current.page).heading).toHaveText(/verbouwen/i);
}

/** kill -9 for every process of the desk. */
async function killAll(): Promise<void> {
  killTree(desk.processId);
  await desk.kill();
}

test('a file that is chosen by key stands at the dossier at once and is kept by the centre', async () => {
  await loginScreen(desk.page).logIn('Els Peeters');
  await frame(desk.page).waitUntilAllSent();
  await openDossier();
  await chooseInDialog(desk, [files.write('Grondplan kelder.pdf', pdf(300_000, 'kelder'))]);
  await desk.page.keyboard.press('Alt+d');
  await expect(desk.page.getByRole('region', { name: 'Meldingen' })).toContainText('Document toegevoegd');
  await expect(lineOf('Grondplan kelder')).toContainText(KEPT);
});

test('files that are dropped are added, and one that may not says why', async () => {
  const good = files.write('Foto van de gevel.pdf', pdf(200_000, 'gevel'));
  const bad = files.write('kaartje.pdf', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'));
  await dropFiles(desk, '.documents-place', [good, bad]);
  await expect(lineOf('Foto van de gevel')).toContainText(KEPT);
  const notice = desk.page.getByText('Niet toegevoegd: kaartje.pdf');
  await expect(notice).toBeVisible();
  await expect(desk.page.getByText(/Dit soort bestand wordt niet aanvaard/)).toBeVisible();
  await expect(lineOf('kaartje')).toHaveCount(0);
});

test('a page can name no path of this computer', async () => {
  const refused = await desk.page.evaluate(async () => {
    const { onthaal } = globalThis as unknown as {
      onthaal: {
        request(channel: string, args: unknown): Promise<unknown>;
        addDropped(dossierId: string, files: unknown[]): Promise<unknown>;
      };
    };
    const made = new File(['a'], 'passwd', { type: 'text/plain' });
    return [
      await onthaal.request('documents:addDropped', { dossierId: 'dossier-1', paths: ['/etc/passwd'] }),
      await onthaal.addDropped('dossier-1', ['/etc/passwd', made]),
    ];
  });
  expect(refused).toEqual([
    { ok: false, error: { code: 'CHANNEL_UNKNOWN', retryable: false } },
    { ok: true, value: { added: [], refused: [] } },
  ]);
});

test('broken off half-way and killed with -9, it goes on after the restart when the line is back', async () => {
  await chooseInDialog(desk, [files.write('Bouwaanvraag.pdf', pdf(8 * megabyte, 'aanvraag'))]);
  line.cutAfterSent(4 * megabyte);
  await documents().getByRole('button', { name: 'Document toevoegen' }).click();
  await expect(lineOf('Bouwaanvraag')).toBeVisible();
  await line.whenCut();
  await expect(lineOf('Bouwaanvraag')).toContainText(/Wacht op lijn, \d+ % is verstuurd/);
  await expect(frame(desk.page).syncPill).toContainText(/te versturen/);
  const { userData } = desk;
  await killAll();
  desk = await startDesk({ name: 'documents', midofficeUrl: line.url, userData });
  await loginScreen(desk.page).logIn('Els Peeters');
  await openDossier();
  await expect(lineOf('Bouwaanvraag')).toContainText(/Wacht op lijn, \d+ % is verstuurd/);
  line.repair();
  await expect(lineOf('Bouwaanvraag')).toContainText(KEPT, { timeout: 90_000 });
});

test('another desk has the document in its list', async () => {
  const karim = await startDesk({ name: 'documents-karim', midofficeUrl: midoffice.url });
  await loginScreen(karim.page).logIn('Karim El Amrani');
  await frame(karim.page).waitUntilAllSent();
  await openDossier(karim);
  await expect(lineOf('Bouwaanvraag', karim)).toBeVisible();
  await karim.close();
});
