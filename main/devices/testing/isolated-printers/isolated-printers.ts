import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type PrinterOptions, RealPrinter } from './real-printer.ts';

const RUN = '/run/printers';
const BUS = `unix:path=${RUN}/bus`;
const BUS_SETTINGS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>${BUS}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
`;
const AVAHI_SETTINGS = `[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
`;

/** The bus and the announcing service that a printer program insists on; the latter in a network of its own, unheard by anybody. */
function prepare(folder: string): string {
  return `
mount -t tmpfs none /run || exit 1
mkdir -p ${RUN} /run/avahi-daemon
dbus-daemon --config-file='${folder}/bus.conf' --nofork --nopidfile &
bus=$!
until [ -S ${RUN}/bus ]; do sleep 0.05; done
export DBUS_SYSTEM_BUS_ADDRESS=${BUS}
unshare --net sh -c 'ip link set lo up; exec avahi-daemon -f ${folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits' &
announcer=$!
until [ -e /run/avahi-daemon/pid ]; do sleep 0.05; done
echo ready
cat
kill $announcer $bus
wait
`;
}

/**
 * A place with a message bus of its own in which real printer programs (ippeveprinter) run that answer on this computer's
 * loopback. It ends with the process that made it.
 */
export class IsolatedPrinters {
  readonly folder: string;
  readonly #holder: ChildProcess;
  readonly #printers: RealPrinter[] = [];

  private constructor(folder: string, holder: ChildProcess) {
    this.folder = folder;
    this.#holder = holder;
  }

  static async create(): Promise<IsolatedPrinters> {
    const folder = await mkdtemp(join(tmpdir(), 'onthaal-printers-'));
    await writeFile(join(folder, 'bus.conf'), BUS_SETTINGS);
    await writeFile(join(folder, 'avahi.conf'), AVAHI_SETTINGS);
    const holder = spawn('unshare', [...asWhom(), '--mount', 'sh', '-c', prepare(folder)]);
    const problems: string[] = [];
    holder.stderr.on('data', (part: Buffer) => problems.push(part.toString()));
    const lines = createInterface({ input: holder.stdout });
    const ready = new Promise<true>((resolve) => {
      lines.on('line', (line) => line === 'ready' && resolve(true));
    });
    const ended = once(holder, 'exit').then(() => false as const);
    if (!(await Promise.race([ready, ended]))) throw new Error(`No isolated place for printers: ${problems.join('')}`);
    return new IsolatedPrinters(folder, holder);
  }

  /** Starts a printer and waits until it answers. */
  async startPrinter(options: PrinterOptions): Promise<RealPrinter> {
    const whose = isRoot() ? [] : ['--user', '--preserve-credentials'];
    const inside = [
      '--target',
      String(this.#holder.pid),
      ...whose,
      '--mount',
      '--',
      'env',
      `DBUS_SYSTEM_BUS_ADDRESS=${BUS}`,
    ];
    const printer = await RealPrinter.start(this.folder, inside, options);
    this.#printers.push(printer);
    return printer;
  }

  async close(): Promise<void> {
    for (const printer of this.#printers) await printer.kill();
    const ended = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whoever is not root is root of a place of their own. */
function asWhom(): readonly string[] {
  return isRoot() ? [] : ['--user', '--map-root-user'];
}
