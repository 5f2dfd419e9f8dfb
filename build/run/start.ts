// `npm start`: the mid-office with its demo municipality, and the desk in a window.
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type PanelGroup, startPanel } from '../../simulators/desk-panel/panel.ts';
import { buildWhenChanged } from './application.ts';
import { stopChild } from './child-process.ts';
import { type DemoDevices, startDemoDevices } from './demo-devices.ts';
import { startDemoJcc } from './demo-jcc.ts';
import { type DemoPost, startDemoPost } from './demo-post.ts';
import { startDemoPrinters } from './demo-printers.ts';
import { startDemoTerminal } from './demo-terminal.ts';
import { type Display, openDisplay } from './display.ts';
import { spawnElectron } from './electron.ts';
import { OUT, readEnvironment } from './environment.ts';
import { type MidofficeProcess, startMidoffice } from './midoffice-process.ts';
import { presetDevices } from './preset-devices.ts';
import { followScreenshot } from './screenshot.ts';
import { ownedFolder, stageApplication } from './stage.ts';
import { readStartOptions, START_HELP } from './start-options.ts';

const DEMO = join(OUT, 'demo');
const PRINTED = join(DEMO, 'printed');
const SCREENSHOT = join(OUT, 'screenshot.png');

async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2));
  if (options.action === 'help') {
    console.log(START_HELP);
    return 0;
  }
  if (options.action === 'refuse') {
    console.error(`"${options.unknown}" is not known.\n\n${START_HELP}`);
    return 2;
  }
  await build();
  if (options.action === 'tour') {
    const { runTour } = await import('../../tests/tour/tour.ts');
    return runTour();
  }
  return runDesk(options.jcc === true);
}

async function build(): Promise<void> {
  const startedAt = performance.now();
  const built = await buildWhenChanged({ quiet: true });
  if (built) console.log(`Built the application in ${Math.round(performance.now() - startedAt) / 1000} s.`);
}

async function runDesk(withJcc: boolean): Promise<number> {
  const interruption = waitForInterruption();
  const display = await openDisplay();
  const jcc = withJcc ? await startDemoJcc(DEMO) : undefined;
  let midoffice: MidofficeProcess | null = null;
  let post: DemoPost | undefined;
  try {
    console.log('Starting the mid-office; the first time it makes a demo municipality ...');
    mkdirSync(DEMO, { recursive: true });
    post = await startDemoPost();
    const starting = startMidoffice({
      environment: {
        ONTHAAL_DATA: join(DEMO, 'midoffice'),
        ONTHAAL_DEMO: '1',
        ...jcc?.environment,
        ...post.environment,
      },
      onLine: (line) => console.log(`mid-office: ${line}`),
    });
    // When Ctrl+C came first, its failure to start is no news; the child is ended when this process exits.
    starting.catch(() => {});
    midoffice = await Promise.race([starting, interruption.then(() => null)]);
    if (!midoffice) return 0;
    console.log(`The mid-office answers at ${midoffice.url}`);
    post.reportTo(midoffice.url);
    const others = [post.group, ...(jcc === undefined ? [] : [jcc.group])];
    return await showDeskWithDevices(midoffice.url, display, interruption, others);
  } finally {
    await midoffice?.stop();
    await post?.stop();
    await jcc?.stop();
    await display.stop();
  }
}

/** The desk with its simulated devices, and the page that switches them. */
async function showDeskWithDevices(
  url: string,
  display: Display,
  interruption: Promise<void>,
  others: readonly PanelGroup[],
): Promise<number> {
  const [cards, printers, terminal] = await Promise.all([
    startDemoDevices(),
    startDemoPrinters(PRINTED),
    startDemoTerminal(),
  ]);
  const groups = [...cards.groups, ...printers.groups, terminal.group, ...others];
  const panel = await startPanel(groups);
  for (const { title, state } of groups) console.log(`${title}: ${state()}`);
  console.log(`Put cards in and take them out, and use up the paper, at ${panel.address}`);
  const folder = ownedFolder(join(stageApplication().userDataRoot, 'demo'));
  presetDevices(folder, { printers: printers.printers, terminal: terminal.settings });
  try {
    const environment = { ...cards.environment, ...printers.environment, ONTHAAL_DEMO_PANEL: panel.address };
    return await showDesk(url, display, interruption, environment);
  } finally {
    await panel.stop();
    await terminal.stop();
    await printers.stop();
    await cards.stop();
  }
}

async function showDesk(
  url: string,
  display: Display,
  interruption: Promise<void>,
  devices: DemoDevices['environment'],
): Promise<number> {
  const { userDataRoot } = stageApplication();
  const folder = ownedFolder(join(userDataRoot, 'demo'));
  const picture = join(folder, 'screenshot.png');
  if (display.virtual) {
    console.log(`There is no display: the window lives on a virtual one. See ${SCREENSHOT} (renewed every 2 s).`);
  } else if (readEnvironment().runAsUser) {
    console.log('Running as root: if no window appears, start without sudo (another user may not use your display).');
  }
  const electron = spawnElectron([], {
    ...display.environment,
    ONTHAAL_USER_DATA: folder,
    ONTHAAL_MIDOFFICE_URL: url,
    ONTHAAL_DEMO: '1',
    ...devices,
    ...(display.virtual ? { ONTHAAL_SCREENSHOT_FILE: picture } : {}),
  });
  const stopFollowing = display.virtual ? followScreenshot(picture, SCREENSHOT) : () => {};
  const ended = once(electron, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  console.log('The desk is starting. Stop everything with Ctrl+C.');
  const outcome = await Promise.race([ended, interruption.then(() => null)]);
  if (outcome === null) console.log('Stopping ...');
  await stopChild(electron);
  stopFollowing();
  return outcome ?? 0;
}

/** Settles at the first Ctrl+C or request to stop; a second one ends the program at once. */
function waitForInterruption(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (asked && name === 'SIGINT') process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
