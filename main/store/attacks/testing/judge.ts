import type { OutboxRow } from '../../outbox/outbox-rows.ts';
import type { SentCommand } from './attack-round.ts';
import type { FileInspection } from './inspect-file.ts';
import { type AttackCommand, differences, type ExpectedDocument, Model } from './model.ts';

/** What a file holds after a kill. */
export interface Verdict {
  /** Empty when all is as it must be. */
  readonly problems: readonly string[];
  /** The commands of the round that are there. */
  readonly there: readonly AttackCommand[];
}

/** Work in the outbox that must not be there without a quarrel or a refusal. */
const QUARREL_STATES: readonly OutboxRow['state'][] = ['conflict', 'rejected', 'discarded'];

/**
 * Compares a file with what it must hold: `known` are the commands that were there before the round, `sent` those of the round.
 *
 * @param mark begins every mark of the workload
 */
export function judge(
  file: FileInspection,
  known: readonly AttackCommand[],
  sent: readonly SentCommand[],
  mark: string,
): Verdict {
  const rows = file.outbox();
  const problems: string[] = [];
  const own = new OwnRows(rows, [...known, ...sent.map(identified)]);
  const { there, problems: unclear } = decide(own, sent);
  problems.push(...unclear);
  const commands = [...known, ...there];
  problems.push(...outboxProblems(rows, own, commands, sent), ...judgeDocuments(file, commands, mark));
  return { problems, there };
}

/**
 * Compares the documents of a file with what the commands must have made of them, whatever the outbox says: after a recovery work
 * stands in it under new names.
 */
export function judgeDocuments(file: FileInspection, commands: readonly AttackCommand[], mark: string): string[] {
  const problems: string[] = [];
  const model = Model.of(commands);
  const stored = file.documents((data) => data.includes(mark));
  for (const [key, expected] of model.documents) {
    const document = stored.get(key);
    if (document === undefined) problems.push(`${key} is not there`);
    else problems.push(...differences(expected, document), ...lastContactProblem(expected, document, stored));
    problems.push(...file.derivedDifferences(expected));
  }
  for (const key of stored.keys()) if (!model.documents.has(key)) problems.push(`${key} is there, but nobody made it`);
  return problems;
}

/** The command with the id that its answer gave. */
function identified({ command, answer }: SentCommand): AttackCommand {
  const operationId = answer?.ok === true ? answer.value.operationId : '';
  return operationId === '' ? command : { ...command, operationId };
}

/** Which row of the outbox each command made itself: by its id, or as long as nobody knows that, the first in which its mark stands. */
class OwnRows {
  readonly #rows: readonly OutboxRow[];
  readonly #byMark = new Map<string, OutboxRow>();
  readonly #taken = new Set<string>();

  constructor(rows: readonly OutboxRow[], commands: readonly AttackCommand[]) {
    this.#rows = rows.filter((row) => row.follows === null);
    const byId = new Map(this.#rows.map((row) => [row.operation_id, row]));
    for (const { mark, name, target, operationId = '' } of commands) {
      const row = byId.get(operationId);
      if (row?.command === name && row.document_id === target.id) this.#take(mark, row);
    }
  }

  /** Ask in the order in which the commands were given. */
  of({ name, target, mark, isUnmarked = false, operationId }: AttackCommand): OutboxRow | undefined {
    const known = this.#byMark.get(mark);
    if (known !== undefined || operationId !== undefined) return known;
    const row = this.#rows.find(
      (one) =>
        !this.#taken.has(one.operation_id) &&
        one.command === name &&
        one.document_id === target.id &&
        (isUnmarked || one.changes.includes(mark)),
    );
    if (row !== undefined) this.#take(mark, row);
    return row;
  }

  #take(mark: string, row: OutboxRow): void {
    this.#byMark.set(mark, row);
    this.#taken.add(row.operation_id);
  }
}

/** Which of the sent commands are there: all that were acknowledged, none that was refused, and of the others the first few. */
function decide(own: OwnRows, sent: readonly SentCommand[]): { there: AttackCommand[]; problems: string[] } {
  const there: AttackCommand[] = [];
  const problems: string[] = [];
  let missing: string | undefined;
  for (const entry of sent) {
    const { command, answer } = entry;
    const row = own.of(identified(entry));
    const what = `${command.name} ${command.mark} on ${Model.key(command.target)}`;
    if (answer !== undefined && !answer.ok) {
      // Asked of a store that was being closed.
      if (!['STORE_LOCKED', 'STORE_STARTING'].includes(answer.error.code))
        problems.push(`${what}: ${answer.error.code}`);
      if (row !== undefined) problems.push(`${what} was refused and is there`);
      continue;
    }
    if (row === undefined) {
      if (answer !== undefined) problems.push(`LOST: ${what} was acknowledged and is not there`);
      missing ??= what;
      continue;
    }
    if (missing !== undefined) problems.push(`${what} is there, and the earlier ${missing} is not`);
    there.push({ ...command, operationId: row.operation_id });
  }
  return { there, problems };
}

/** Every command has its rows once, and nothing else has any. */
function outboxProblems(
  rows: readonly OutboxRow[],
  own: OwnRows,
  commands: readonly AttackCommand[],
  sent: readonly SentCommand[],
): string[] {
  const problems: string[] = [];
  const explained = new Set<OutboxRow>();
  for (const command of commands) {
    const row = own.of(command);
    if (row === undefined) {
      problems.push(`LOST: ${command.name} ${command.mark} was there before and is not any more`);
      continue;
    }
    explained.add(row);
    const following = rows.filter((other) => other.follows === row.operation_id);
    for (const other of following) explained.add(other);
    // The person's last contact may follow or not: it does not go back.
    const documents = following.filter(({ collection }) => collection !== 'persons').map((one) => one.document_id);
    const should = command.alsoWrites.map(({ id }) => id).sort();
    if (documents.sort().join() !== should.join())
      problems.push(`TORN: ${command.name} ${command.mark} wrote only a part`);
  }
  for (const row of rows) {
    if (!explained.has(row)) problems.push(`${row.command} on ${row.document_id} stands in the outbox without reason`);
  }
  problems.push(...quarrels(rows));
  if (sent.length > 0 && explained.size === 0 && commands.length > 0) problems.push('The outbox is empty');
  return problems;
}

/** Work of one clerk at one desk quarrels with nobody. */
export function quarrels(rows: readonly OutboxRow[]): string[] {
  const problems: string[] = [];
  for (const row of rows) {
    if (QUARREL_STATES.includes(row.state)) {
      problems.push(`${row.command} on ${row.document_id} became ${row.state}: ${row.error ?? ''}`);
    }
    if (row.pending === 0 && row.state !== 'accepted') problems.push(`${row.command} is not pending and ${row.state}`);
  }
  return problems;
}

function lastContactProblem(
  { target, lastContact }: ExpectedDocument,
  person: Readonly<Record<string, unknown>>,
  stored: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): string[] {
  if (lastContact === undefined) return [];
  const at = String(stored.get(Model.key({ collection: 'interactions', id: lastContact }))?.at);
  return String(person.lastContactAt) >= at ? [] : [`${Model.key(target)} was last in contact before ${at}`];
}

/** What the mid-office has otherwise than it must when everything was sent: each document once, and as the model says. */
export function judgeCentre(
  documents: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  commands: readonly AttackCommand[],
  mark: string,
): string[] {
  const model = Model.of(commands);
  const problems: string[] = [];
  for (const [key, expected] of model.documents) {
    const document = documents.get(key);
    problems.push(...(document === undefined ? [`${key} never arrived`] : differences(expected, document)));
  }
  for (const [key, document] of documents) {
    if (!model.documents.has(key) && JSON.stringify(document).includes(mark))
      problems.push(`${key} arrived, but nobody made it`);
  }
  return problems.map((problem) => `centre: ${problem}`);
}

/** Which rows say that the centre has a write that it has not. */
export function falselyAccepted(
  rows: readonly OutboxRow[],
  documents: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): string[] {
  return rows
    .filter((row) => row.state === 'accepted' && !documents.has(`${row.collection}/${row.document_id}`))
    .map((row) => `${row.command} on ${row.document_id} says accepted, and the centre has no such document`);
}
