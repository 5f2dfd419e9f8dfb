import { writeFile } from 'node:fs/promises';
import { type Failure, failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LoginGrant, LoginMethod } from '@onthaal/contract/session/login.ts';
import type { DemoPerson, SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import { silentLog } from '../../logging/log.ts';
import type { OpenedDatabase } from '../../store-link/store-service.ts';
import { createSecretBox, type Keyring } from '../secret-box.ts';
import { SessionService, type SessionStore } from '../session-service.ts';
import { peopleMemory } from '../small-files.ts';

/** Stands in for the operating system's keyring: reversible, and another secret cannot read it. */
export function keyring(secret = 7, changes: Partial<Keyring> = {}): Keyring {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ secret));
  return {
    backend: 'gnome_libsecret',
    protects: true,
    encrypt: async (text) => turn(Buffer.from(`ok:${text}`)),
    decrypt: async (encrypted) => {
      const text = turn(encrypted).toString('utf8');
      if (!text.startsWith('ok:')) throw new Error('cannot decrypt');
      return { text: text.slice(3), shouldReEncrypt: false };
    },
    ...changes,
  };
}

/** A session without any keyring. */
export const noKeyring = keyring(7, { backend: 'basic_text', protects: false });

export const person: DemoPerson = {
  memberId: 'member-els',
  name: 'Els Peeters',
  jobTitle: 'Onthaalmedewerker',
  role: 'clerk',
  teamNames: ['Onthaal'],
};

function grantOf(memberId: string, deviceId: string): SessionGrant {
  return {
    member: { memberId, name: 'Els Peeters', role: 'clerk', teamIds: ['team-onthaal'], deviceId, numberPrefix: 'A1' },
    token: `token-of-${memberId}`,
    expiresAt: '2099-01-01T00:00:00Z',
  };
}

/** What the mid-office gives somebody who proved in the browser who they are. */
export function loginOf(memberId: string, refreshToken: string): LoginGrant {
  return {
    grant: { ...grantOf(memberId, 'device-of-the-member'), token: `token-with-${refreshToken}` },
    lifetimeSeconds: 600,
    refreshToken,
    person: { ...person, memberId },
  };
}

/** A store without a database: it records what it was asked, with a line that can be cut. */
export class RecordingStore implements SessionStore {
  online = true;
  /** What logging in is refused with. */
  refusal: Failure | undefined;
  method: LoginMethod = 'demo';
  /** Refresh tokens that were exchanged, and whose session was ended. */
  renewed: string[] = [];
  ended: string[] = [];
  /** Tokens that the open database was given. */
  used: string[] = [];
  opened: OpenedDatabase[] = [];
  closes = 0;
  killed = 0;

  async people() {
    return this.online ? success([person]) : failure('MIDOFFICE_UNREACHABLE', { retryable: true });
  }

  async logIn(memberId: string, deviceId: string) {
    if (!this.online) return failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    return this.refusal ?? success(grantOf(memberId, deviceId));
  }

  async loginMethod(): Promise<Result<LoginMethod>> {
    return this.online ? success(this.method) : failure('MIDOFFICE_UNREACHABLE', { retryable: true });
  }

  async renewLogin(refreshToken: string): Promise<Result<LoginGrant>> {
    if (!this.online) return failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    this.renewed.push(refreshToken);
    return this.refusal ?? success(loginOf('member-els', `next-of-${refreshToken}`));
  }

  async endLogin(refreshToken: string): Promise<Result<null>> {
    if (!this.online) return failure('MIDOFFICE_UNREACHABLE', { retryable: true });
    this.ended.push(refreshToken);
    return success(null);
  }

  async changeToken(grant: SessionGrant): Promise<Result<null>> {
    this.used.push(grant.token);
    return success(null);
  }

  async open(database: OpenedDatabase) {
    this.opened.push(database);
    await writeFile(database.file, 'a database');
    return success({ member: database.grant.member, recovered: false });
  }

  async close() {
    this.closes += 1;
    return success(null);
  }

  destroyProcess() {
    this.killed += 1;
  }
}

/** A clock that a test moves: milliseconds since 1970. */
export class TestClock {
  time = Date.parse('2026-11-23T09:00:00Z');
  readonly now = (): number => this.time;

  forwardDays(days: number): void {
    this.time += days * 86_400_000;
  }
}

/** A session on a folder, with what it announced. */
export function sessionOn(
  folder: string,
  store: SessionStore,
  options: { readonly ring?: Keyring; readonly demo?: boolean; readonly now?: () => number } = {},
) {
  const changes: (SessionMember | null)[] = [];
  const ended: string[] = [];
  const box = createSecretBox(options.ring ?? keyring(), options.demo ?? false);
  const subject = new SessionService({
    store,
    box,
    people: peopleMemory(folder, silentLog),
    deviceId: '7a3d1c52-5a0e-4d0f-9d2e-1f6b6f1d2c11',
    userDataFolder: folder,
    onChanged: (member) => changes.push(member),
    onEnded: () => ended.push('ended'),
    log: silentLog,
    ...(options.now ? { now: options.now } : {}),
  });
  return { subject, changes, ended, box };
}
