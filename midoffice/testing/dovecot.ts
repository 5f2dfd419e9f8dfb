import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import type { Certificate } from './certificates.ts';

const run = promisify(execFile);
const program = '/usr/sbin/dovecot';

export const imapAccount = { user: 'retour', password: 'a password that only tests use' };

/** A real IMAP server with one empty mailbox, in a folder of its own. */
export interface TestDovecot {
  readonly port: number;
  /** Puts a mail in the mailbox, as a mail server does. */
  readonly deliver: (mail: string | Buffer) => Promise<void>;
  /** The flags of each mail in the mailbox, in order of arrival. */
  readonly flags: () => Promise<readonly (readonly string[])[]>;
  /** The server cannot open the file of the first mail any more. */
  readonly damageFirst: () => Promise<void>;
  /** The mailbox is made anew: its mails are gone and its numbers begin again. */
  readonly renew: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Account {
  readonly name: string;
  readonly group: string;
  readonly login: string;
  readonly uid: number;
  readonly gid: number;
}

// Dovecot gives no mail to root; Debian's package brings users for it.
async function account(): Promise<Account> {
  const { uid, username } = userInfo();
  const [name, login] = uid === 0 ? ['dovecot', 'dovenull'] : [username, username];
  const ask = async (flag: string) => (await run('id', [flag, name])).stdout.trim();
  return { name, login, group: await ask('-gn'), uid: Number(await ask('-u')), gid: Number(await ask('-g')) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function settingsOf(
  folder: string,
  port: number,
  { cert, key }: Record<'cert' | 'key', string>,
  owner: Account,
): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${cert}
ssl_key = <${key}
default_internal_user = ${owner.name}
default_internal_group = ${owner.group}
default_login_user = ${owner.login}
first_valid_uid = 1
auth_failure_delay = 0
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = ${folder}/accounts
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => resolve(true));
    socket.once('close', () => resolve(false));
    socket.once('error', () => resolve(false));
  });
}

async function untilServing(server: ChildProcess, port: number, log: string): Promise<void> {
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`Dovecot ended: ${await readFile(log, 'utf8').catch(() => '')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function makeFolder(owner: Account, certificate: Certificate, port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onthaal-dovecot-'));
  // Its parts run as users of their own.
  await chmod(folder, 0o755);
  for (const name of ['mail', 'home']) {
    await mkdir(join(folder, name));
    if (userInfo().uid === 0) await chown(join(folder, name), owner.uid, owner.gid);
  }
  await writeFile(join(folder, 'accounts'), `${imapAccount.user}:{PLAIN}${imapAccount.password}\n`, { mode: 0o644 });
  const settings = settingsOf(folder, port, { cert: certificate.certificateFile, key: certificate.keyFile }, owner);
  await writeFile(join(folder, 'dovecot.conf'), settings);
  return folder;
}

/** Starts a server that switches to TLS (STARTTLS) before it takes a login. */
export async function startDovecot(certificate: Certificate): Promise<TestDovecot> {
  if (!existsSync(program)) throw new Error('Dovecot is not installed. On Debian: sudo apt-get install dovecot-imapd');
  const [owner, port] = [await account(), await freePort()];
  const folder = await makeFolder(owner, certificate, port);
  const server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  // A test run that is broken off must not leave a server behind.
  const stopWithProcess = (): void => void server.kill('SIGTERM');
  process.once('exit', stopWithProcess);
  await untilServing(server, port, join(folder, 'log'));

  const asUser = async <Value>(work: (client: ImapFlow) => Promise<Value>): Promise<Value> => {
    const auth = { user: imapAccount.user, pass: imapAccount.password };
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port, auth, logger: false, secure: false },
      tls: { rejectUnauthorized: false },
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    port,
    deliver: async (mail) => {
      await asUser((client) => client.append('INBOX', mail));
    },
    flags: () =>
      asUser(async (client) => {
        const lock = await client.getMailboxLock('INBOX');
        const mails = await client.fetchAll('1:*', { flags: true });
        lock.release();
        return mails.map(({ flags }) => [...(flags ?? [])].filter((flag) => flag !== '\\Recent'));
      }),
    damageFirst: async () => {
      const files = await Promise.all(
        ['cur', 'new'].map(async (part) =>
          (await readdir(join(folder, 'mail', part))).map((name) => join(folder, 'mail', part, name)),
        ),
      );
      const [first] = files.flat().sort((one, other) => basename(one).localeCompare(basename(other)));
      if (first === undefined) throw new Error('There is no mail');
      await chmod(first, 0);
    },
    renew: async () => {
      // What Dovecot remembers of the numbers stays, so that the new ones are others within a second too.
      const parts = (await readdir(join(folder, 'mail'))).filter((name) => !name.startsWith('dovecot-uidvalidity'));
      await Promise.all(parts.map((name) => rm(join(folder, 'mail', name), { recursive: true })));
    },
    stop: async () => {
      process.removeListener('exit', stopWithProcess);
      if (server.exitCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
