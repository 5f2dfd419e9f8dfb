import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { AllWaitingWork, WaitingWork } from '@onthaal/contract/session/lock.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { readFileIfPresent } from '../files/atomic-file.ts';
import { filesIn, userFolderName, usersFolder } from './user-files.ts';

const Waiting = Compile(
  Type.Object({
    items: Type.Integer({ minimum: 0 }),
    since: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
  }),
);

/** The unsent work on this computer. */
interface WaitingHere {
  readonly byMember: Readonly<Record<string, WaitingWork>>;
  readonly all: AllWaitingWork | null;
}

/**
 * Counts what lies unsent in the files of all users of this PC. Needs no key: the store keeps a number and a time beside each
 * database.
 *
 * @param memberIds of the people on the login screen; work of others is in `all` only
 */
export async function waitingWork(userDataFolder: string, memberIds: readonly string[]): Promise<WaitingHere> {
  const members = new Map(memberIds.map((memberId) => [userFolderName(memberId), memberId]));
  const byMember: Record<string, WaitingWork> = {};
  let all: AllWaitingWork | null = null;
  for (const name of await userFolders(userDataFolder)) {
    const waiting = await waitingIn(path.join(usersFolder(userDataFolder), name));
    if (waiting === undefined) continue;
    const memberId = members.get(name);
    if (memberId !== undefined) byMember[memberId] = waiting;
    all = together(all, waiting);
  }
  return { byMember, all };
}

/** The unsent work in one user's folder; undefined when there is none, or nobody can tell. */
async function waitingIn(folder: string): Promise<WaitingWork | undefined> {
  const { waiting, waitingContents } = filesIn(folder);
  const [work, contents] = await Promise.all([waiting, waitingContents].map(countIn));
  if (work === undefined || contents === undefined) return work ?? contents;
  return { items: work.items + contents.items, since: earliest(work.since, contents.since) };
}

async function countIn(file: string): Promise<WaitingWork | undefined> {
  try {
    const content = await readFileIfPresent(file);
    const value: unknown = content === undefined ? undefined : JSON.parse(content.toString('utf8'));
    if (!Waiting.Check(value) || value.items === 0) return undefined;
    const since = value.since !== null && !Number.isNaN(Date.parse(value.since)) ? value.since : '';
    return { items: value.items, since };
  } catch {
    return undefined;
  }
}

/** How many items wait in a user's folder. */
export async function unsentIn(folder: string): Promise<number> {
  return (await waitingIn(folder))?.items ?? 0;
}

/** Names of the folders of all users who worked on this PC. */
export async function userFolders(userDataFolder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(usersFolder(userDataFolder), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

function together(all: AllWaitingWork | null, waiting: WaitingWork): AllWaitingWork {
  if (all === null) return { ...waiting, people: 1 };
  const since = earliest(all.since, waiting.since);
  return { items: all.items + waiting.items, since, people: all.people + 1 };
}

function earliest(one: string, other: string): string {
  if (one === '' || other === '') return one || other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
}
