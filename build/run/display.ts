import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { startChild, stopChild } from './child-process.ts';

/** A place where windows appear. */
export interface Display {
  /** Whether nobody can see it. */
  readonly virtual: boolean;
  /** The variables that programs need to find it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface DisplayOptions {
  /** A virtual display even where a real one exists, so that tests do not disturb who works there. */
  readonly alwaysVirtual?: boolean;
  /** Width and height of a virtual display in pixels. */
  readonly size?: readonly [number, number];
}

const START_MILLISECONDS = 15_000;

/** Gives the display of this session, or starts a virtual one (Xvfb) on a Linux without any. */
export async function openDisplay(options: DisplayOptions = {}): Promise<Display> {
  const hasOwn = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (process.platform !== 'linux' || (hasOwn && !options.alwaysVirtual)) {
    return { virtual: false, environment: {}, stop: async () => {} };
  }
  return startVirtualDisplay(options.size ?? [1600, 1000]);
}

async function startVirtualDisplay([width, height]: readonly [number, number]): Promise<Display> {
  const child = startChild({
    command: 'Xvfb',
    args: ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    env: process.env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const channel = child.stdio[3] as Readable;
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('Xvfb did not start in time.')), START_MILLISECONDS);
    channel.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb stopped with code ${code}; is the Debian package installed?`)));
  });
  await waitForSocket(number);
  return {
    virtual: true,
    // Without a Wayland display Chromium would otherwise prefer the session's own.
    environment: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' },
    stop: async () => {
      await stopChild(child, 2_000);
    },
  };
}

async function waitForSocket(number: string): Promise<void> {
  const socket = `/tmp/.X11-unix/X${number}`;
  for (let attempt = 0; attempt < 100 && !existsSync(socket); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
