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
  const { there, problems: unclear } = decide(rows, sent);
  problems.push(...unclear);
  const commands = [...known, ...there];
  const model = Model.of(commands);
  problems.push(...outboxProblems(rows, commands, sent));
  const stored = file.documents((data) => data.includes(mark));
  for (const [key, expected] of model.documents) {
    const document = stored.get(key);
    if (document === undefined) problems.push(`${key} is not there`);
    else problems.push(...differences(expected, document), ...lastContactProblem(expected, document, stored));
    problems.push(...file.derivedDifferences(expected));
  }
  for (const key of stored.keys()) if (!model.documents.has(key)) problems.push(`${key} is there, but nobody made it`);
  return { problems, there };
}

/** The row that a command itself made: the first in which its mark stands. */
function ownRow(rows: readonly OutboxRow[], { name, target, mark }: AttackCommand): OutboxRow | undefined {
  return rows.find(
    (row) =>
      row.command === name && row.document_id === target.id && row.follows === null && row.changes.includes(mark),
  );
}

/** Which of the sent commands are there: all that were acknowledged, none that was refused, and of the others the first few. */
function decide(
  rows: readonly OutboxRow[],
  sent: readonly SentCommand[],
): { there: AttackCommand[]; problems: string[] } {
  const there: AttackCommand[] = [];
  const problems: string[] = [];
  let missing: string | undefined;
  for (const { command, answer } of sent) {
    const row = ownRow(rows, command);
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
    const operationId = answer?.value.operationId ?? '';
    if (operationId !== '' && row.operation_id !== operationId) problems.push(`${what} has another operation id`);
    there.push(command);
  }
  return { there, problems };
}

/** Every command has its rows once, and nothing else has any. */
function outboxProblems(
  rows: readonly OutboxRow[],
  commands: readonly AttackCommand[],
  sent: readonly SentCommand[],
): string[] {
  const problems: string[] = [];
  const explained = new Set<OutboxRow>();
  for (const command of commands) {
    const row = ownRow(rows, command);
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
    if (QUARREL_STATES.includes(row.state)) {
      problems.push(`${row.command} on ${row.document_id} became ${row.state}: ${row.error ?? ''}`);
    }
    if (row.pending === 0 && row.state !== 'accepted') problems.push(`${row.command} is not pending and ${row.state}`);
  }
  if (sent.length > 0 && explained.size === 0 && commands.length > 0) problems.push('The outbox is empty');
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
