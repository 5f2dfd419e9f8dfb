import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { DeskPrinters } from '../../contract/devices/printing.ts';
import { parseIppAddress } from '../../main/devices/printing/ipp/ipp-address.ts';
import { IppPrinter } from '../../main/devices/printing/ipp/ipp-printer.ts';
import { fakeEscPos } from '../../main/devices/testing/fake-ticket-printer/fake-languages.ts';
import { FakeRawPrinter } from '../../main/devices/testing/fake-ticket-printer/fake-raw-printer.ts';
import { IsolatedPrinters } from '../../main/devices/testing/isolated-printers/isolated-printers.ts';
import type { RealPrinter } from '../../main/devices/testing/isolated-printers/real-printer.ts';
import type { PanelGroup, PanelSwitch } from '../../simulators/desk-panel/panel.ts';
import type { DemoDevices } from './demo-devices.ts';

/** The printers of the demo, with the choice of them that its desk begins with. */
export interface DemoPrinters extends DemoDevices {
  readonly printers: DeskPrinters;
}

const PROGRAMS = ['ippeveprinter', 'dbus-daemon', 'avahi-daemon', 'unshare', 'nsenter', 'mkfifo'];
const A4 = 'A4-printer';
const TICKETS = 'Ticketprinter';
/** Its job says how the printer stands and prints nothing: what is wrong shows also while nobody prints. */
const REPORT = 'onthaal-demo-report';
const SEEN_MILLISECONDS = 1_000;

interface Hardware {
  readonly sheets: 0 | 250;
  /** Percents. */
  readonly ink: number;
  readonly trouble: 'cover-open-error' | 'media-jam-error' | null;
}
const working: Hardware = { sheets: 250, ink: 75, trouble: null };
const READY = 'De printer staat klaar.';

/** A job prints by itself, and waits as long as something is wrong with the printer. */
const demoScript = (folder: string): string => `#!/bin/sh
tell() {
  for reason in cover-open-error media-jam-error; do echo "STATE: -$reason" >&2; done
  [ ! -e '${folder}/trouble' ] || echo "STATE: +$(cat '${folder}/trouble')" >&2
}
tell
[ "$IPP_JOB_NAME" != '${REPORT}' ] || exit 0
while [ -e '${folder}/trouble' ]; do
  sleep 0.5
  tell
done
cp "$1" '${folder}/arrived/'"$(date +%s%N)"
exit 0
`;

/**
 * Starts a real IPP printer program and a ticket printer on a port, for the demo. Where this computer cannot, the group on the panel
 * says why, and the desk has no such printer.
 *
 * @param printedFolder where what came out is put, for whoever wants to see it
 * @param searchPath where programs are looked for
 */
export async function startDemoPrinters(
  printedFolder: string,
  searchPath: string = process.env.PATH ?? '',
): Promise<DemoPrinters> {
  const tickets = new DemoTicketPrinter();
  await tickets.switchOn();
  const a4 = await DemoA4Printer.start(printedFolder, searchPath).catch((error: unknown) => error);
  const ticket = { first: { name: TICKETS, address: tickets.address, fingerprint: null } };
  if (a4 instanceof DemoA4Printer) {
    return {
      environment: {},
      groups: [a4.group(), tickets.group()],
      printers: { a4: { first: { name: A4, address: a4.address, fingerprint: null } }, ticket },
      stop: async () => {
        await tickets.switchOff();
        await a4.stop();
      },
    };
  }
  const why = `Hier kan geen A4-printer nagebootst worden: ${a4 instanceof Error ? a4.message : String(a4)}`;
  return {
    environment: {},
    groups: [{ title: A4, state: () => why, switches: [] }, tickets.group()],
    printers: { ticket },
    stop: () => tickets.switchOff(),
  };
}

class DemoA4Printer {
  readonly #place: IsolatedPrinters;
  readonly #printedFolder: string;
  #printer: RealPrinter;
  #isOn = true;
  #state = READY;
  #shown = '';

  private constructor(place: IsolatedPrinters, printer: RealPrinter, printedFolder: string) {
    this.#place = place;
    this.#printer = printer;
    this.#printedFolder = printedFolder;
  }

  static async start(printedFolder: string, searchPath: string): Promise<DemoA4Printer> {
    if (process.platform !== 'linux') throw new Error('dat gaat alleen op Linux.');
    const folders = searchPath.split(delimiter);
    const missing = PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
    if (missing.length > 0) throw new Error(`op deze computer ontbreekt ${missing.join(', ')}.`);
    await rm(printedFolder, { recursive: true, force: true });
    await mkdir(printedFolder, { recursive: true });
    const place = await IsolatedPrinters.create();
    try {
      const printer = await place.startPrinter({ name: A4, script: demoScript });
      return new DemoA4Printer(place, printer, printedFolder);
    } catch (error) {
      await place.close();
      throw error;
    }
  }

  get address(): string {
    return this.#printer.uri;
  }

  stop(): Promise<void> {
    return this.#place.close();
  }

  group(): PanelGroup {
    const change = (id: string, label: string, hardware: Partial<Hardware>, state: string): PanelSwitch => ({
      id,
      label,
      press: () => this.#set({ ...working, ...hardware }, state),
    });
    return {
      title: A4,
      state: () => this.#state,
      cameOut: () => this.#shown,
      switches: [
        change('a4-empty', 'Papier op', { sheets: 0 }, 'Het papier is op.'),
        change('a4-open', 'Deksel open', { trouble: 'cover-open-error' }, 'Het deksel staat open.'),
        change('a4-jam', 'Vastgelopen', { trouble: 'media-jam-error' }, 'Er zit papier vast.'),
        change('a4-solved', 'Papier bijgevuld, deksel dicht', {}, READY),
        change('a4-ink', 'Inkt bijna op', { ink: 5 }, 'De inkt is bijna op.'),
        { id: 'a4-off', label: 'Uit', press: () => this.#switchOff() },
        { id: 'a4-on', label: 'Aan', press: () => this.#switchOn() },
        { id: 'a4-look', label: 'Toon wat eruit kwam', press: () => this.#look() },
      ],
    };
  }

  async #set({ sheets, ink, trouble }: Hardware, state: string): Promise<void> {
    if (!this.#isOn) return;
    // Without paper the printer program takes up no job, not even one that only reports.
    await this.#printer.setPaper(250);
    await this.#printer.setInk(ink);
    const file = join(this.#printer.folder, 'trouble');
    if (trouble === null) await rm(file, { force: true });
    else await writeFile(file, `${trouble}\n`);
    await this.#report();
    await this.#printer.setPaper(sheets);
    this.#state = state;
  }

  async #switchOff(): Promise<void> {
    if (!this.#isOn) return;
    await this.#look();
    await this.#printer.kill();
    this.#isOn = false;
    this.#state = 'De printer staat uit.';
  }

  async #switchOn(): Promise<void> {
    if (this.#isOn) return;
    const { port } = this.#printer;
    this.#printer = await this.#place.startPrinter({ name: A4, port, script: demoScript });
    this.#isOn = true;
    this.#state = READY;
  }

  /** Has the printer say how it stands. A job that waits says it too, and is before this one. */
  async #report(): Promise<void> {
    const address = parseIppAddress(this.address);
    if (!address.ok) throw new Error(address.error.code);
    const bytes = Buffer.from('%PDF-1.4\n%%EOF\n');
    const document = { bytes, format: 'application/pdf', jobName: REPORT };
    const report = new IppPrinter({ address: address.value }).print(document, () => undefined);
    await Promise.race([report.ended, new Promise((resolve) => setTimeout(resolve, SEEN_MILLISECONDS).unref())]);
    report.forget();
  }

  async #look(): Promise<void> {
    if (!this.#isOn) return;
    const arrived = join(this.#printer.folder, 'arrived');
    const names = (await readdir(arrived)).sort();
    for (const name of names) {
      await writeFile(join(this.#printedFolder, `${name}.pdf`), await readFile(join(arrived, name)));
    }
    const last = names.at(-1);
    this.#shown = last === undefined ? 'Er kwam nog niets uit.' : join(this.#printedFolder, `${last}.pdf`);
  }
}

class DemoTicketPrinter {
  #printer: FakeRawPrinter | undefined;
  #port = 0;
  #state = '';

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  async switchOn(): Promise<void> {
    if (this.#printer !== undefined) return;
    this.#printer = await FakeRawPrinter.start(fakeEscPos, this.#port);
    this.#port = Number(this.#printer.address.split(':')[1]);
    this.#state = READY;
  }

  async switchOff(): Promise<void> {
    await this.#printer?.close();
    this.#printer = undefined;
    this.#state = 'De printer staat uit.';
  }

  group(): PanelGroup {
    const change = (id: string, label: string, hardware: Parameters<FakeRawPrinter['set']>[0], state: string) => ({
      id,
      label,
      press: async () => {
        if (this.#printer === undefined) return;
        this.#printer.set(hardware);
        this.#state = state;
      },
    });
    const solved = { paperOut: false, paperLow: false, coverOpen: false };
    return {
      title: TICKETS,
      state: () => this.#state,
      cameOut: () => ticketText(this.#printer?.printed ?? Buffer.alloc(0)),
      switches: [
        change('ticket-empty', 'Papier op', { paperOut: true }, 'Het papier is op.'),
        change('ticket-low', 'Papier bijna op', { paperLow: true }, 'Het papier is bijna op.'),
        change('ticket-open', 'Deksel open', { coverOpen: true }, 'Het deksel staat open.'),
        change('ticket-solved', 'Papier bijgevuld, deksel dicht', solved, READY),
        { id: 'ticket-off', label: 'Uit', press: () => this.switchOff() },
        { id: 'ticket-on', label: 'Aan', press: () => this.switchOn() },
      ],
    };
  }
}

/** What somebody reads on the last tickets: without the commands between. */
function ticketText(printed: Buffer): string {
  const MOST_LINES = 20;
  const lines = printed.toString('latin1').split(/[^ -~\u00a0-\u00ff]+/);
  return lines
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]{3}/u.test(line))
    .slice(-MOST_LINES)
    .join('\n');
}
