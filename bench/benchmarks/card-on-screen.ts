import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { buildWhenChanged } from '../../build/run/application.ts';
import { openDisplay } from '../../build/run/display.ts';
import { electronVariables, freshUserDataFolder, stageApplication } from '../../build/run/stage.ts';
import { DeskOfReaders } from '../../main/devices/testing/isolated-readers/desk-of-readers.ts';
import { startReadOnlyMidoffice } from '../data/midoffice-data.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const ROUNDS = 20;
const LONGEST = 60_000;
const PERSON = 'Els Peeters';

/** What happened to one card, in milliseconds since 1970. */
interface Seen {
  readonly told: number;
  /** Who the holder is, is painted. */
  readonly named: number;
  /** Photo and checks too. */
  readonly shown: number;
}

/** Waits in the page until the reader tells of a card and until its person is painted: first the name, then photo and checks. */
function watchPage(page: Page): Promise<Seen> {
  return page.evaluate(
    () =>
      new Promise<{ told: number; named: number; shown: number }>((resolve) => {
        const now = () => performance.timeOrigin + performance.now();
        const { onthaal } = globalThis as unknown as {
          onthaal: { on: (channel: string, listener: (state: unknown) => void) => () => void };
        };
        let told = 0;
        const stop = onthaal.on('devices:readersChanged', (state) => {
          if (told === 0 && JSON.stringify(state).includes('"present"')) told = now();
        });
        let named = 0;
        const look = (): void => {
          // A frame after the one that found it has it on the screen.
          if (named === 0 && document.querySelector('.card-photo') !== null)
            requestAnimationFrame(() => (named = now()));
          const image = document.querySelector<HTMLImageElement>('.card-photo img');
          if (told === 0 || image?.complete !== true || image.naturalWidth === 0) {
            requestAnimationFrame(look);
            return;
          }
          stop();
          requestAnimationFrame(() => resolve({ told, named: named === 0 ? now() : named, shown: now() }));
        };
        look();
      }),
  );
}

async function logIn(page: Page): Promise<void> {
  const filter = page.getByRole('combobox');
  await filter.fill(PERSON);
  await page.getByRole('option', { name: PERSON }).waitFor();
  await filter.press('Enter');
  await page
    .getByRole('banner')
    .locator('.sync-pill', { hasText: /^Alles doorgestuurd/ })
    .waitFor({ timeout: LONGEST });
}

async function measureRounds(application: ElectronApplication, readers: DeskOfReaders, rounds: number) {
  const page = application.windows()[0] ?? (await application.waitForEvent('window'));
  await logIn(page);
  const times = { inserted: [] as number[], named: [] as number[], shown: [] as number[] };
  // The first one fills caches.
  for (let round = 0; round <= rounds; round += 1) {
    await page.keyboard.press('Alt+v');
    const seen = watchPage(page);
    const at = performance.timeOrigin + performance.now();
    await readers.hands.ask({ do: 'insert', card: 'card' });
    const { told, named, shown } = await seen;
    if (round > 0) {
      times.inserted.push(shown - at);
      times.named.push(named - told);
      times.shown.push(shown - told);
    }
    await readers.remove();
    await page.locator('.card-photo').waitFor({ state: 'detached' });
  }
  return times;
}

async function measure({ size, runs = ROUNDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  await buildWhenChanged({ quiet: true });
  const staged = stageApplication();
  const display = await openDisplay({ alwaysVirtual: true });
  const midoffice = await startReadOnlyMidoffice(size);
  const readers = await DeskOfReaders.open();
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-bench-card-'));
  chmodSync(folder, 0o755);
  const userData = freshUserDataFolder('bench-card');
  let application: ElectronApplication | undefined;
  try {
    await readers.place.startService();
    const roots = join(folder, 'root.pem');
    await readers.hands.ask({ do: 'make', card: 'card' });
    await readers.hands.ask({ do: 'roots', file: roots });
    application = await _electron.launch({
      executablePath: staged.executablePath,
      args: [staged.appPath],
      cwd: staged.userDataRoot,
      chromiumSandbox: true,
      timeout: LONGEST,
      env: electronVariables(staged, {
        ...display.environment,
        ONTHAAL_USER_DATA: userData,
        ONTHAAL_MIDOFFICE_URL: midoffice.url,
        ONTHAAL_DEMO: '1',
        ONTHAAL_EID_ROOTS: roots,
        PCSCLITE_CSOCK_NAME: readers.place.socket,
      }),
    });
    say('the first card ...');
    const { inserted, named, shown } = await measureRounds(application, readers, runs);
    return [
      { size, measure: 'applet 1.8, put in to shown', unit: 'ms', values: inserted },
      { size, measure: 'applet 1.8, told by the reader to the holder shown', unit: 'ms', values: named },
      { size, measure: 'applet 1.8, told by the reader to shown', unit: 'ms', values: shown },
    ];
  } finally {
    await application?.close();
    await readers.close();
    await midoffice.stop();
    await display.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(userData, { recursive: true, force: true });
  }
}

/** An eID put into the reader of the real Electron, until its person and photo are on the screen. */
export const cardOnScreen: Benchmark = {
  name: 'card-on-screen',
  about: 'an emulated eID put into the reader until its person is on the screen of the real Electron',
  measure,
};
