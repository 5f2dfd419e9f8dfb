import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskEvent } from '../../../../files/testing/power-loss/disk-events.ts';
import { LossyDisk } from '../../../../files/testing/power-loss/lossy-disk.ts';
import { backupFolderOf, backupPath, listBackups } from '../../../backups/backup-folder.ts';
import { LocalStore } from '../../../testing/local-store.ts';
import { IN_FLIGHT, type SentCommand } from '../attack-round.ts';
import { FileInspection } from '../inspect-file.ts';
import { judge, judgeDocuments, quarrels, type Verdict } from '../judge.ts';
import { attackKey } from '../killable-store.ts';
import type { AttackCommand } from '../model.ts';
import type { Random } from '../random.ts';
import type { RecordedCommand, RecordedDesk } from './recorded-desk.ts';

/** A moment at which the power goes: before the event of this number. */
export interface PowerCut {
  readonly at: number;
  readonly phase: string;
}

/** What a power cut left, when it is opened. */
export interface CutOutcome {
  readonly cut: PowerCut;
  /** Empty when all is as it must be. */
  readonly problems: readonly string[];
  readonly acknowledged: number;
  /** Commands that were under way or not yet given: written or not. */
  readonly alsoThere: number;
}

/** What a cut may fall just after: anything, what somebody counts on from then on, or a change of names. */
const EDGES: readonly (readonly DiskEvent['kind'][])[] = [[], ['told', 'flushEnds'], ['rename', 'remove', 'name']];
/** So many events after it at most. */
const AFTER = 3;
/** Of so many files one is checked with all its indexes. */
const WHOLE_CHECKS = 4;
const NAME = 'store.db';

/** Moments by chance, as many in each part of the recording. */
export function chooseCuts(desk: RecordedDesk, random: Random, perPhase: number): PowerCut[] {
  const { events } = desk.recorder;
  const cuts: PowerCut[] = [];
  for (const [index, { name, from }] of desk.phases.entries()) {
    const until = desk.phases[index + 1]?.from ?? events.length;
    const all = Array.from({ length: until - from }, (_, offset) => from + offset);
    const edges = EDGES.map((kinds) => all.filter((at) => kinds.includes((events[at] as DiskEvent).kind)));
    for (let count = 0; count < perPhase; count += 1) {
      const near = edges[count % edges.length] ?? [];
      const at = near.length > 0 ? random.pick(near) + 1 + random.below(AFTER) : from + random.below(all.length + 1);
      cuts.push({ at: Math.min(events.length, at), phase: name });
    }
  }
  return cuts.sort((one, other) => one.at - other.at);
}

export interface CutOptions {
  readonly desk: RecordedDesk;
  readonly cuts: readonly PowerCut[];
  readonly random: Random;
  /** Begins every mark of the workload. */
  readonly mark: string;
  /** Emptied for every cut. */
  readonly folder: string;
  /** What is in the database before the recording. */
  readonly known?: readonly AttackCommand[];
  /** From this event on another database may take the place of the present one, and so many at most be set aside. */
  readonly recovery?: { readonly from: number; readonly setAside: number } | undefined;
  /** Says what is wrong with the content of a database, instead of a comparison with the commands. */
  readonly lookAt?: (store: LocalStore) => Promise<readonly string[]>;
}

/** Cuts the power at each of the moments and opens what is left with the real store. */
export async function* cutPower(options: CutOptions): AsyncGenerator<CutOutcome> {
  const { desk, cuts, random, folder } = options;
  const disk = new LossyDisk(desk.root, desk.recorder.first);
  let at = 0;
  for (const cut of cuts) {
    for (; at < cut.at; at += 1) disk.play(desk.recorder.events[at] as DiskEvent);
    disk.cutPower(random, folder);
    yield await judgeCut(options, cut);
  }
}

async function judgeCut(options: CutOptions, cut: PowerCut): Promise<CutOutcome> {
  const { desk, folder } = options;
  const sent = desk.sent.map((command) => answeredBefore(command, cut.at));
  const acknowledged = sent.filter(({ answer }) => answer?.ok === true).length;
  const told = readWaiting(folder);
  const problems = lostBackups(desk, cut, join(folder, NAME));
  const errors: string[] = [];
  const opened = await LocalStore.tryOpen(folder, attackKey, NAME, {
    grant: desk.options.grant,
    log: (level, area, message) => {
      if (level === 'error') errors.push(`${area}: ${message}`);
    },
  });
  if (!opened.ok) {
    problems.push(`LOST: it does not open: ${opened.error.code}`);
    return { cut, problems, acknowledged, alsoThere: 0 };
  }
  const store = opened.value;
  const isRecovery = options.recovery !== undefined && cut.at >= options.recovery.from;
  problems.push(...(isRecovery ? [] : [...errors, ...recoveries(store)]), ...tooManySetAside(options, isRecovery));
  const verdict = await judgeContent(options, cut, { store, sent, isRecovery });
  const alsoThere = verdict.there.length - acknowledged;
  const waiting = readWaiting(folder) ?? 0;
  const isCounted = options.lookAt === undefined;
  if (isCounted && (told ?? 0) + alsoThere < waiting)
    problems.push(`${told} items were said to wait, and ${waiting} do`);
  await store.store.close();
  return { cut, problems: [...problems, ...verdict.problems], acknowledged, alsoThere };
}

interface Opened {
  readonly store: LocalStore;
  readonly sent: readonly SentCommand[];
  readonly isRecovery: boolean;
}

async function judgeContent(options: CutOptions, cut: PowerCut, { store, sent, isRecovery }: Opened): Promise<Verdict> {
  const { mark, known = [], lookAt } = options;
  if (lookAt !== undefined) return { problems: await lookAt(store), there: [] };
  const file = FileInspection.on(store.store.file);
  const verdict = isRecovery ? judgeRecovered(file, known, sent, mark) : judge(file, known, sent, mark);
  // The opening itself looked at every page.
  const check = cut.at % WHOLE_CHECKS === 0 ? file.check(true) : 'ok';
  return check === 'ok' ? verdict : { ...verdict, problems: [check, ...verdict.problems] };
}

function recoveries({ store }: LocalStore): string[] {
  return [
    ...(store.recovered ? ['the database was set aside'] : []),
    ...(store.status().recovery === undefined ? [] : ['something had to be saved']),
  ];
}

function tooManySetAside({ folder, recovery }: CutOptions, isRecovery: boolean): string[] {
  const quarantine = join(folder, 'quarantine');
  const count = existsSync(quarantine) ? readdirSync(quarantine).length : 0;
  return count > (isRecovery ? (recovery?.setAside ?? 0) : 0) ? [`${count} databases were set aside`] : [];
}

/**
 * What must be there when another database may have taken the place of the present one: everything that was acknowledged, and
 * the first few at most of what was under way.
 */
function judgeRecovered(
  file: FileInspection,
  known: readonly AttackCommand[],
  sent: readonly SentCommand[],
  mark: string,
): Verdict {
  const acknowledged = sent.filter(({ answer }) => answer?.ok === true);
  const underWay = sent.filter(({ answer }) => answer === undefined).slice(0, IN_FLIGHT);
  const verdicts = Array.from({ length: underWay.length + 1 }, (_, count): Verdict => {
    const there = [...acknowledged, ...underWay.slice(0, count)].map(({ command }) => command);
    return { there, problems: judgeDocuments(file, [...known, ...there], mark) };
  });
  const best = verdicts.find(({ problems }) => problems.length === 0) ?? (verdicts[0] as Verdict);
  return { ...best, problems: [...best.problems, ...quarrels(file.outbox())] };
}

/** The command as it was at the moment: without its answer when that was not told yet. */
function answeredBefore(sent: RecordedCommand, at: number): SentCommand {
  const { answer, answeredAt = Number.POSITIVE_INFINITY } = sent;
  if (answer?.ok !== true || answeredAt < at) return sent;
  return { ...sent, command: { ...sent.command, operationId: answer.value.operationId }, answer: undefined };
}

/** What the login screen would say; undefined when it cannot say anything. */
function readWaiting(folder: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'waiting.json'), 'utf8')) as { items: number }).items;
  } catch {
    return undefined;
  }
}

/** Every backup that was shown is there, and every one that is there is as it was made. */
function lostBackups({ recorder, file: real }: RecordedDesk, cut: PowerCut, file: string): string[] {
  const [folder, realFolder] = [backupFolderOf(file), backupFolderOf(real)];
  const there = listBackups(folder).map(({ id }) => id);
  const shown = new Set(recorder.events.slice(0, cut.at).flatMap(backupsShownBy));
  const other = there.filter(
    (id) => !readFileSync(backupPath(folder, id)).equals(readFileSync(backupPath(realFolder, id))),
  );
  return [
    ...[...shown].filter((id) => !there.includes(id)).map((id) => `LOST: the backup ${id}`),
    ...other.map((id) => `the backup ${id} is not what it was`),
  ];
}

function backupsShownBy(event: DiskEvent): string[] {
  if (event.kind !== 'told') return [];
  const { result } = (event.message as { message: { result?: { value?: unknown } } }).message;
  if (typeof result?.value !== 'string' || !result.value.includes('"backups"')) return [];
  const { backups } = JSON.parse(result.value) as { backups?: { backups: readonly { id: string }[] } };
  return backups?.backups.map(({ id }) => id) ?? [];
}
