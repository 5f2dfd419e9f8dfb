import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LoginNotes } from '@onthaal/contract/session/lock.ts';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { flushFolder, readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import type { Log } from '../logging/log.ts';
import { filesIn, userFolderName, usersFolder } from './user-files.ts';

const Order = Type.Object({
  version: Type.Literal(1),
  unsentItems: Type.Integer({ minimum: 0 }),
  at: Type.String({ maxLength: 40 }),
  /** Everything is gone; what remains is to tell it. */
  done: Type.Boolean(),
});
type Order = Static<typeof Order>;
const CheckedOrder = Compile(Order);
const ORDER_FILE = /^[0-9a-f]{24}\.json$/;

export interface Destruction {
  readonly userDataFolder: string;
  readonly memberId: string;
  /** What the mid-office never got, for the sentence on the login screen. */
  readonly unsentItems: number;
  readonly now: Date;
  readonly log: Log;
  /** Ends every use of the files; called when the key is gone already. */
  readonly closeStore: () => Promise<void>;
}

/**
 * Destroys everything that one user has on this PC, because the mid-office took the access away. The order is written first, so
 * that a kill on the way is finished at the next start; the key goes before the data that it opens.
 */
export async function destroyUser({ userDataFolder, memberId, unsentItems, ...rest }: Destruction): Promise<void> {
  const name = userFolderName(memberId);
  const order: Order = { version: 1, unsentItems, at: rest.now.toISOString(), done: false };
  await writeOrder(userDataFolder, name, order);
  await destroySecrets(path.join(usersFolder(userDataFolder), name));
  await rest.closeStore();
  await finish(userDataFolder, name, order, rest.log);
}

/** Finishes what was ordered and not done. Call at the start, before anybody can log in. */
export async function finishDestructions(userDataFolder: string, log: Log): Promise<void> {
  for (const [name, order] of await orders(userDataFolder)) {
    if (order.done) continue;
    log.write('warn', 'session', 'revoked data of an earlier session are destroyed', {});
    await destroySecrets(path.join(usersFolder(userDataFolder), name)).catch((error: unknown) =>
      log.problem('session', 'revoked keys could not be destroyed', error),
    );
    await finish(userDataFolder, name, order, log);
  }
}

/** Whether a member's data should be gone and are not: nobody may work in what will be destroyed. */
export async function isDestructionDue(userDataFolder: string, memberId: string): Promise<boolean> {
  return (await orders(userDataFolder)).get(userFolderName(memberId))?.done === false;
}

/** What the login screen says about access that was taken away; null when there is nothing to say. */
export async function revocationNote(userDataFolder: string): Promise<LoginNotes['revoked']> {
  const all = [...(await orders(userDataFolder)).values()];
  if (all.length === 0) return null;
  const unsentItems = all.reduce((sum, order) => sum + order.unsentItems, 0);
  return {
    unsentItems,
    at:
      all
        .map((order) => order.at)
        .sort()
        .at(-1) ?? '',
  };
}

/** Somebody read it. What is not destroyed yet stays ordered. */
export async function forgetRevocationNotes(userDataFolder: string): Promise<void> {
  for (const [name, order] of await orders(userDataFolder)) {
    if (order.done) await rm(orderFile(userDataFolder, name), { force: true });
  }
}

async function finish(userDataFolder: string, name: string, order: Order, log: Log): Promise<void> {
  const folder = path.join(usersFolder(userDataFolder), name);
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    await flushFolder(usersFolder(userDataFolder)).catch(() => undefined);
    await writeOrder(userDataFolder, name, { ...order, done: true });
    log.write('warn', 'session', 'the data of a user were destroyed', { unsentItems: order.unsentItems });
  } catch (error) {
    // The key is gone; the rest is tried again at the next start.
    log.problem('session', 'the data of a user could not all be destroyed', error);
  }
}

/** Keys, grant, refresh token and PIN: overwritten, flushed, then removed. */
async function destroySecrets(folder: string): Promise<void> {
  const { key, grant, refresh, lock } = filesIn(folder);
  for (const file of [key, grant, refresh, lock]) await overwriteAndRemove(file);
  const exists = await stat(folder).then(
    () => true,
    () => false,
  );
  if (exists) await flushFolder(folder);
}

/** Leaves nothing of a small secret where it lay. */
export async function overwriteAndRemove(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    try {
      const { size } = await handle.stat();
      await handle.write(randomBytes(Math.max(size, 1)), 0, Math.max(size, 1), 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    // What cannot be overwritten can perhaps still be removed.
  }
  await rm(file, { force: true });
}

async function orders(userDataFolder: string): Promise<ReadonlyMap<string, Order>> {
  const found = new Map<string, Order>();
  const names = await readdir(ordersFolder(userDataFolder)).catch(() => []);
  for (const file of names.filter((name) => ORDER_FILE.test(name))) {
    const name = file.slice(0, 24);
    found.set(name, await readOrder(orderFile(userDataFolder, name)));
  }
  return found;
}

/** An order that cannot be read destroys nothing: the member may have been let in again, and have worked since. */
async function readOrder(file: string): Promise<Order> {
  try {
    const value: unknown = JSON.parse((await readFileIfPresent(file))?.toString('utf8') ?? '');
    if (CheckedOrder.Check(value)) return value;
  } catch {
    // As below.
  }
  return { version: 1, unsentItems: 0, at: new Date(0).toISOString(), done: true };
}

function writeOrder(userDataFolder: string, name: string, order: Order): Promise<void> {
  return writeFileAtomically(orderFile(userDataFolder, name), `${JSON.stringify(order)}\n`);
}

function ordersFolder(userDataFolder: string): string {
  return path.join(userDataFolder, 'revoked');
}

function orderFile(userDataFolder: string, name: string): string {
  return path.join(ordersFolder(userDataFolder), `${name}.json`);
}
