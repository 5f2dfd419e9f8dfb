import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandName } from '@onthaal/contract/store/commands.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { NO_MIDOFFICE } from '../../testing/local-store.ts';
import { type AttackOutcome, attackOnce, type KillPhase } from './attack-round.ts';
import type { StoreBundle } from './bundle-store.ts';
import { Centre, logInAt } from './centre.ts';
import { FileInspection } from './inspect-file.ts';
import { falselyAccepted, judge, judgeCentre } from './judge.ts';
import { KillableStore } from './killable-store.ts';
import { type AttackCommand, Model } from './model.ts';
import { Random } from './random.ts';
import { type Municipality, Workload } from './workload.ts';

export interface LaneOptions {
  readonly bundle: StoreBundle;
  readonly writerScript: string;
  readonly midofficeUrl: string;
  readonly municipality: Municipality;
  readonly memberId: string;
  /** One letter that no other lane has. */
  readonly letter: string;
  readonly seed: number;
  readonly rounds: number;
  /** Kills per file, before everything must arrive at the mid-office and a new file begins. */
  readonly roundsPerFile: number;
  /** An empty folder; what a failed round left stays in it. */
  readonly folder: string;
}

/** What a lane did. */
export interface LaneReport {
  readonly killsByPhase: Partial<Record<KillPhase, number>>;
  rounds: number;
  acknowledged: number;
  readonly acknowledgedByName: Partial<Record<CommandName, number>>;
  /** Commands under way at a kill: written or not. */
  unacknowledgedThere: number;
  unacknowledgedAbsent: number;
  files: number;
  documentsArrived: number;
}

/** A round that showed a fault of the store. The message says how to repeat and look at it. */
export class AttackFailure extends Error {}

const PHASES: Readonly<Record<Exclude<KillPhase, 'firstSync'>, number>> = {
  opening: 2,
  working: 4,
  acknowledged: 5,
  checkpoint: 3,
  closing: 2,
  syncing: 4,
};
const ONLINE = 0.3;
/** First-sync kills of one file, at most: then the sync is let come to its end, so that every kind of command can be given. */
const FIRST_SYNC_KILLS = 6;
const ARRIVAL_MILLISECONDS = 60_000;

/** One file from its first opening until all its work has arrived. */
interface AttackedFile {
  readonly file: string;
  readonly grant: SessionGrant;
  readonly workload: Workload;
  readonly mark: string;
  known: AttackCommand[];
  synced: boolean;
  firstSyncKills: number;
}

/** Kills store processes, one after the other, and judges what each leaves. */
export class Lane {
  readonly report: LaneReport = {
    killsByPhase: {},
    rounds: 0,
    acknowledged: 0,
    acknowledgedByName: {},
    unacknowledgedThere: 0,
    unacknowledgedAbsent: 0,
    files: 0,
    documentsArrived: 0,
  };
  readonly #options: LaneOptions;
  readonly #random: Random;
  #next: KillableStore;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#next = new KillableStore(options.bundle);
  }

  /** @throws AttackFailure at the first fault */
  async run(): Promise<LaneReport> {
    try {
      while (this.report.rounds < this.#options.rounds) await this.#attackFile();
    } finally {
      await this.#next.kill();
    }
    return this.report;
  }

  async #attackFile(): Promise<void> {
    const { rounds, roundsPerFile } = this.#options;
    const attacked = await this.#newFile();
    const until = Math.min(rounds, this.report.rounds + roundsPerFile);
    while (this.report.rounds < until) await this.#round(attacked);
    await this.#arrive(attacked);
    rmSync(attacked.file, { force: true });
  }

  async #newFile(): Promise<AttackedFile> {
    const { midofficeUrl, memberId, letter, seed, folder, municipality } = this.#options;
    this.report.files += 1;
    const device = `${letter}${this.report.files}`;
    const mark = `q${letter}${String.fromCharCode(97 + (this.report.files % 26))}${String.fromCharCode(97 + (Math.floor(this.report.files / 26) % 26))}q`;
    const grant = await logInAt(midofficeUrl, memberId, `device-${seed}-${device}`);
    return {
      file: join(folder, `${device}.db`),
      grant,
      workload: new Workload(this.#random, municipality, mark, grant.member.teamIds),
      mark,
      known: [],
      synced: false,
      firstSyncKills: 0,
    };
  }

  /** The next process; the one after it begins to load. */
  #store(): KillableStore {
    const store = this.#next;
    this.#next = new KillableStore(this.#options.bundle);
    return store;
  }

  async #round(attacked: AttackedFile): Promise<void> {
    const { midofficeUrl, writerScript } = this.#options;
    const random = this.#random;
    if (!attacked.synced && attacked.firstSyncKills >= FIRST_SYNC_KILLS) await this.#endFirstSync(attacked);
    const wantsFirstSync = !attacked.synced && random.chance(0.7);
    const phase = wantsFirstSync ? 'firstSync' : random.weighted(PHASES);
    if (wantsFirstSync) attacked.firstSyncKills += 1;
    const online = phase === 'firstSync' || phase === 'syncing' || random.chance(ONLINE);
    let outcome: AttackOutcome;
    try {
      outcome = await attackOnce({
        ...{ store: this.#store(), phase, file: attacked.file, grant: attacked.grant, writerScript, random },
        midofficeUrl: online ? midofficeUrl : NO_MIDOFFICE,
        ...{ workload: attacked.workload, withReferences: attacked.synced },
      });
    } catch (error) {
      throw this.#failure(attacked, phase, [String(error)]);
    }
    this.report.rounds += 1;
    this.report.killsByPhase[phase] = (this.report.killsByPhase[phase] ?? 0) + 1;
    attacked.synced ||= outcome.synced;
    await this.#judge(attacked, phase, outcome, online);
  }

  async #judge(attacked: AttackedFile, phase: KillPhase, { sent }: AttackOutcome, online: boolean): Promise<void> {
    const { letter, folder } = this.#options;
    const file = FileInspection.of(attacked.file, join(folder, `look-${letter}`));
    const check = file.check(this.report.rounds % 10 === 0);
    const { problems, there } = judge(file, attacked.known, sent, attacked.mark);
    const all = check === 'ok' ? [...problems] : [check, ...problems];
    if (online && all.length === 0 && this.#random.chance(0.3)) {
      const { midofficeUrl } = this.#options;
      all.push(...falselyAccepted(file.outbox(), await new Centre(midofficeUrl, attacked.grant.token).documents()));
    }
    if (all.length > 0) throw this.#failure(attacked, phase, all, sent);
    file.close();
    const names = sent.filter(({ answer }) => answer?.ok === true).map(({ command }) => command.name);
    const acknowledged = names.length;
    this.report.acknowledged += acknowledged;
    const byName = this.report.acknowledgedByName;
    for (const name of names) byName[name] = (byName[name] ?? 0) + 1;
    this.report.unacknowledgedThere += there.length - acknowledged;
    this.report.unacknowledgedAbsent +=
      sent.filter(({ answer }) => answer === undefined).length - (there.length - acknowledged);
    attacked.known.push(...there);
    attacked.workload.continueFrom(Model.of(attacked.known));
  }

  async #endFirstSync(attacked: AttackedFile): Promise<void> {
    const store = await this.#syncUntil(attacked, (status) => status.lastCompleteAt !== undefined);
    await store.kill();
    attacked.synced = true;
  }

  /** A store that has synced so far. */
  async #syncUntil(attacked: AttackedFile, isReached: (status: SyncStatus) => boolean): Promise<KillableStore> {
    const { midofficeUrl, writerScript } = this.#options;
    const store = this.#store();
    await store.prepare(midofficeUrl, writerScript);
    const opened = await store.open(attacked.file, attacked.grant);
    if (!opened.ok) throw this.#failure(attacked, 'syncing', [`The store did not open: ${opened.error.code}`]);
    const deadline = Date.now() + ARRIVAL_MILLISECONDS;
    for (;;) {
      const status = await store.read('syncStatus', {});
      if (status.ok && isReached(status.value)) return store;
      if (Date.now() > deadline)
        throw this.#failure(attacked, 'syncing', [`Not all arrives: ${JSON.stringify(status)}`]);
      await sleep(20);
    }
  }

  /** Everything arrives at the mid-office, once, and the file closes well. */
  async #arrive(attacked: AttackedFile): Promise<void> {
    const { midofficeUrl, folder, letter } = this.#options;
    const store = await this.#syncUntil(attacked, (status) => status.phase === 'upToDate' && status.waiting === 0);
    await store.control({ kind: 'close' });
    await store.kill();
    const file = FileInspection.of(attacked.file, join(folder, `look-${letter}`));
    const { problems } = judge(file, attacked.known, [], attacked.mark);
    file.checkSearchIndexes();
    const centre = await new Centre(midofficeUrl, attacked.grant.token).documents();
    const all = [file.check(true), ...problems, ...judgeCentre(centre, attacked.known, attacked.mark)];
    const unsent = file.outbox().filter((row) => row.state !== 'accepted');
    all.push(...unsent.map((row) => `${row.command} on ${row.document_id} is ${row.state} although all was sent`));
    if (all[0] !== 'ok' || all.length > 1) throw this.#failure(attacked, 'syncing', all);
    file.close();
    this.report.documentsArrived += Model.of(attacked.known).documents.size;
  }

  #failure(
    attacked: AttackedFile,
    phase: KillPhase,
    problems: readonly string[],
    sent: AttackOutcome['sent'] = [],
  ): AttackFailure {
    const { seed, folder, letter, memberId } = this.#options;
    const kept = join(folder, `failed-${letter}-${this.report.rounds}`);
    mkdirSync(kept, { recursive: true });
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(`${attacked.file}${suffix}`))
        copyFileSync(`${attacked.file}${suffix}`, join(kept, `store.db${suffix}`));
    }
    const commands = [...attacked.known.map((command) => ({ command })), ...sent];
    writeFileSync(join(kept, 'commands.json'), JSON.stringify(commands, undefined, 1));
    const where = `round ${this.report.rounds} of lane ${letter} (${memberId}), killed in phase ${phase}`;
    return new AttackFailure(
      `${where}; ONTHAAL_KILL_SEED=${seed} repeats the workload; kept in ${kept}\n${problems.slice(0, 20).join('\n')}`,
    );
  }
}
