import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { LogFields } from '@onthaal/contract/logging/describe-error.ts';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandArguments, CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { ConsultedCard } from '@onthaal/contract/store/control.ts';
import type { ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import { type OpenStore, type OpenStoreOptions, openStore } from '../database/open-store.ts';
import { ReadConnection } from '../reads/read-connection.ts';
import type { DatabaseReadName } from '../reads/reader.ts';
import { ChangeBoard } from '../service/change-board.ts';
import { consultCard } from '../session/consult-card.ts';
import { tableNameOf } from '../storage/index.ts';
import { consulted, type TestReadArguments } from './consulted.ts';

/** Nobody listens on this port: a desk that never had a line. */
export const NO_MIDOFFICE = 'http://127.0.0.1:9';

export const testKey = new Uint8Array(32).map((_, index) => index * 5 + 3);

/** A session of a clerk that needs no mid-office. */
export const offlineGrant: SessionGrant = {
  token: 'token',
  expiresAt: '2099-01-01T00:00:00.000Z',
  member: {
    memberId: 'member-els',
    name: 'Els Peeters',
    role: 'clerk',
    teamIds: ['team-onthaal'],
    deviceId: 'device-one',
    numberPrefix: 'A1',
  },
};

/** A store's writer and reader in one thread, without a line. One at a time: RxDB allows 13 open collections. */
export class LocalStore {
  readonly logs: { readonly message: string; readonly fields: LogFields }[] = [];
  readonly store: OpenStore;
  readonly #reader: ReadConnection;

  private constructor(store: OpenStore, reader: ReadConnection) {
    this.store = {
      ...store,
      close: () => {
        reader.close();
        return store.close();
      },
    };
    this.#reader = reader;
  }

  /** Opens a file in a folder, whatever comes of it. */
  static async tryOpen(
    folder: string,
    key = testKey,
    name = 'user.db',
    more: Partial<OpenStoreOptions> = {},
  ): Promise<Result<LocalStore>> {
    const file = join(folder, name);
    const board = new ChangeBoard();
    const result = await openStore({
      file,
      key,
      grant: offlineGrant,
      configuration: {
        midofficeUrl: NO_MIDOFFICE,
        writerScript: '',
        testMode: true,
      },
      board,
      log: () => {},
      onSessionExpired: () => {},
      onReplaced: () => {},
      onStatus: () => {},
      ...more,
    });
    if (!result.ok) return result;
    const { member } = more.grant ?? offlineGrant;
    const reader = new ReadConnection({ file, key, nativeBinding: undefined, member, log: () => {} });
    board.listen((topics) => {
      if (topics.has('references')) reader.forgetReferences();
    });
    return { ok: true, value: new LocalStore(result.value, reader) };
  }

  /** Opens a file and expects success. */
  static async open(folder: string): Promise<LocalStore> {
    const result = await LocalStore.tryOpen(folder);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  }

  async read<Name extends ReadName>(name: Name, args: TestReadArguments<Name>): Promise<ReadResults[Name]> {
    if (name === 'syncStatus') return this.store.status() as ReadResults[Name];
    const result = await this.tryRead(name, args);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return JSON.parse(result.value) as ReadResults[Name];
  }

  /** Reads the card of who has this number, as the store process does for main. */
  consultCard(nationalNumber: string | null): Promise<Result<ConsultedCard>> {
    return consultCard((args) => this.tryRun('consultCard', args), this.#reader, nationalNumber);
  }

  /** The log of looks as it lies in the file, the oldest first. */
  consultations(): DocumentOf<'consultations'>[] {
    return this.store.file
      .prepare<string>(`SELECT data FROM ${tableNameOf('consultations', 0)} ORDER BY field_at, id`)
      .pluck()
      .all()
      .map((data) => JSON.parse(data) as DocumentOf<'consultations'>);
  }

  /** Reads, whatever comes of it; as JSON text. */
  async tryRead(name: ReadName, args: unknown): Promise<Result<string>> {
    const complete = await consulted((command, more) => this.tryRun(command, more), name, args);
    return complete.ok ? this.#reader.read(name as DatabaseReadName, complete.value) : complete;
  }

  async tryRun(name: CommandName, args: unknown): Promise<Result<CommandResult>> {
    const result = await this.store.run(name, args);
    return result.ok ? { ok: true, value: JSON.parse(result.value) as CommandResult } : result;
  }

  async run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<CommandResult> {
    const result = await this.tryRun(name, args);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  }
}
