import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Another process works with the folder. Two at once would destroy the database in it. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly code = 'ONTHAAL_FOLDER_IN_USE';
}

function places(folder: string): readonly string[] {
  const path = resolve(folder);
  const short = `onthaal-${createHash('sha256').update(path).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return [`\\\\.\\pipe\\${short}`];
  // The second place is for a folder whose parent may not be written, or whose path is too long for a socket.
  return [`${path}.lock`, join(tmpdir(), `${short}.lock`)];
}

function listening(path: string): Promise<Server | string> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen(path, () => done(server));
  });
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function hold(path: string): Promise<Server | string> {
  const first = await listening(path);
  if (first !== 'EADDRINUSE') return first;
  if (await isAlive(path)) throw new FolderInUse('Another process works with this folder');
  // What a killed process left behind.
  await unlink(path).catch(() => undefined);
  return listening(path);
}

/**
 * Keeps other processes from opening the database in this folder. The system lets the lock go with the process, however that
 * ends, so nothing is to be cleaned up.
 *
 * @returns a function that lets it go
 * @throws FolderInUse
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  for (const path of places(folder)) {
    const server = await hold(path);
    if (typeof server === 'string') continue;
    server.unref();
    return () => new Promise((done) => server.close(() => done()));
  }
  throw new Error('The folder of the database cannot be locked');
}
