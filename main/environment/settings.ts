import path from 'node:path';
import { visitPagePath } from '@onthaal/contract/rules/visits/index.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { readFileIfPresent } from '../files/atomic-file.ts';

const DEFAULT_MIDOFFICE_URL = 'http://127.0.0.1:4000';
const MEGABYTE = 1024 * 1024;
const Settings = Type.Object({
  midofficeUrl: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  kiosk: Type.Optional(Type.Boolean()),
  contentCacheMegabytes: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  cardCheckProxy: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  positionPage: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
type Settings = Static<typeof Settings>;
const Checked = Compile(Settings);
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Where the mid-office is, and why that was (not) believed. */
export interface MidofficeAddress {
  /** Empty when the given address may not be used: the store then says MIDOFFICE_WRONG_ADDRESS. */
  readonly url: string;
  readonly problem: 'none' | 'settingsUnreadable' | 'notAnAddress' | 'notEncrypted';
}

/**
 * The mid-office's address: environment variable, else `settings.json` in the user's folder (an administrator's file), else
 * this PC. Outside this PC only https is used, except in the demo.
 */
export async function midofficeAddress(options: {
  readonly fromEnvironment: string | undefined;
  readonly userDataFolder: string;
  readonly plainHttpAllowed: boolean;
}): Promise<MidofficeAddress> {
  if (options.fromEnvironment !== undefined) return checked(options.fromEnvironment, options.plainHttpAllowed);
  const file = path.join(options.userDataFolder, 'settings.json');
  try {
    const content = await readFileIfPresent(file);
    if (content === undefined) return { url: DEFAULT_MIDOFFICE_URL, problem: 'none' };
    const settings: unknown = JSON.parse(content.toString('utf8'));
    if (!Checked.Check(settings)) return { url: '', problem: 'settingsUnreadable' };
    return checked(settings.midofficeUrl ?? DEFAULT_MIDOFFICE_URL, options.plainHttpAllowed);
  } catch {
    return { url: '', problem: 'settingsUnreadable' };
  }
}

/** How much of the contents of documents stays on this computer, from `settings.json`; undefined: the usual. */
export async function contentCacheBytes(userDataFolder: string): Promise<number | undefined> {
  const megabytes = (await readSettings(userDataFolder))?.contentCacheMegabytes;
  return megabytes === undefined ? undefined : megabytes * MEGABYTE;
}

/** The proxy over which is asked whether cards are revoked: environment variable, else `settings.json`; undefined: none. */
export async function cardCheckProxy(options: {
  readonly fromEnvironment: string | undefined;
  readonly userDataFolder: string;
}): Promise<string | undefined> {
  return options.fromEnvironment ?? (await readSettings(options.userDataFolder))?.cardCheckProxy;
}

/**
 * Where a citizen follows the visit of a token: at the address of the mid-office as citizens reach it, from the environment or `settings.json`. That is
 * rarely the address that desks use, so without one there is no page; the demo has only one computer.
 */
export async function positionPage(options: {
  readonly token: string;
  readonly fromEnvironment: string | undefined;
  readonly userDataFolder: string;
  readonly demoUrl: string | undefined;
}): Promise<string | undefined> {
  const { token, fromEnvironment, userDataFolder, demoUrl } = options;
  const base = fromEnvironment ?? (await readSettings(userDataFolder))?.positionPage ?? demoUrl;
  if (base === undefined || !URL.canParse(base)) return undefined;
  const url = new URL(`${visitPagePath}${encodeURIComponent(token)}`, base);
  return url.protocol === 'https:' || demoUrl !== undefined ? url.href : undefined;
}

/** Whether `settings.json` says that this computer is a kiosk. */
export async function isKioskBySettings(userDataFolder: string): Promise<boolean> {
  return (await readSettings(userDataFolder))?.kiosk === true;
}

async function readSettings(userDataFolder: string): Promise<Settings | undefined> {
  try {
    const content = await readFileIfPresent(path.join(userDataFolder, 'settings.json'));
    const settings: unknown = content === undefined ? undefined : JSON.parse(content.toString('utf8'));
    return Checked.Check(settings) ? settings : undefined;
  } catch {
    // Whoever reads the address says that the file cannot be read.
    return undefined;
  }
}

function checked(text: string, plainHttpAllowed: boolean): MidofficeAddress {
  if (!URL.canParse(text)) return { url: '', problem: 'notAnAddress' };
  const url = new URL(text);
  if (url.protocol === 'https:') return { url: text, problem: 'none' };
  if (url.protocol !== 'http:') return { url: '', problem: 'notAnAddress' };
  if (plainHttpAllowed || LOOPBACK_HOSTS.has(url.hostname)) return { url: text, problem: 'none' };
  return { url: '', problem: 'notEncrypted' };
}
