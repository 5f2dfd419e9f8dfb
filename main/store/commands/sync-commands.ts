import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { MergeClash } from '@onthaal/contract/rules/merge/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { clashesOf, type StoredConflict } from '../conflicts/conflict-rows.ts';
import { withValueAt } from '../conflicts/paths.ts';
import { rebase } from '../conflicts/rebase.ts';
import { instantAfter, nowInstant, todayInBrussels } from '../database/clock.ts';
import { forgetRecovery } from '../database/recovery.ts';
import { keptDocument, type OutboxRow } from '../outbox/outbox-rows.ts';
import { forgetFeedNotice } from '../synchronisation/feed-notice.ts';
import { alreadyThere, authorOf, type CommandContext, type CommandPlan, historyEvent } from './command-context.ts';
import { statusChanges } from './dossier-commands.ts';
import { nextDossierNumber } from './dossier-number.ts';
import type { DocumentChange } from './store-writer.ts';
import { dueDayOf } from './term-effects.ts';

type Fields = Record<string, unknown>;
type Choices = CommandArguments['resolveConflict']['choices'];

function shown(value: unknown): string {
  if (value === undefined || value === null) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Adds to a list field, when documents of this kind have it. */
function appended(fields: Fields, name: 'notes' | 'history', item: unknown): Fields {
  const list = fields[name];
  return Array.isArray(list) ? { ...fields, [name]: [...list, item] } : fields;
}

function resolutionEvent(context: CommandContext, clashes: readonly MergeClash[], choices: Choices) {
  const parameters: Record<string, string> = { fields: clashes.map((clash) => clash.path).join(', ') };
  for (const clash of clashes) {
    parameters[`mine.${clash.path}`] = shown(clash.mine);
    parameters[`theirs.${clash.path}`] = shown(clash.theirs);
    parameters[`chosen.${clash.path}`] = choices[clash.path] ?? 'theirs';
  }
  return historyEvent(context, 'conflictResolved', parameters);
}

function notChosenNote(
  context: CommandContext,
  clashes: readonly MergeClash[],
  { choices, noteText }: CommandArguments['resolveConflict'],
) {
  const lines = clashes.map(
    (clash) => `${clash.path}: ${shown(choices[clash.path] === 'mine' ? clash.theirs : clash.mine)}`,
  );
  return { id: v7(), at: nowInstant(), by: authorOf(context), text: (noteText ?? lines.join('\n')).slice(0, 20_000) };
}

function withDueDay(context: CommandContext, fields: Fields): Fields {
  const dossier = fields as unknown as DocumentOf<'dossiers'>;
  const type = context.references.dossierType(dossier.typeCode);
  const dueOn = dueDayOf(type, dossier.termEvents, context.references.calendars(), todayInBrussels());
  return dueOn === undefined ? fields : { ...fields, dueOn };
}

function resolvedDocument(
  context: CommandContext,
  conflict: StoredConflict,
  args: CommandArguments['resolveConflict'],
): Result<readonly DocumentChange[]> {
  const current = context.writer.current(conflict.collection, conflict.document_id);
  if (current === undefined) return failure('DOCUMENT_UNKNOWN');
  const clashes = clashesOf(conflict);
  let fields: Fields = { ...current.fields };
  for (const clash of clashes) {
    if (args.choices[clash.path] === 'mine') fields = withValueAt(fields, clash.path, clash.mine);
  }
  if (args.choices.status === 'mine' && 'statusSince' in fields) fields = { ...fields, statusSince: nowInstant() };
  if (conflict.collection === 'dossiers') fields = withDueDay(context, fields);
  if (args.keepOtherAsNote) fields = appended(fields, 'notes', notChosenNote(context, clashes, args));
  fields = appended(fields, 'history', resolutionEvent(context, clashes, args.choices));
  const updatedAt = instantAfter(String(current.fields.updatedAt));
  return success([{ collection: conflict.collection, fields: { ...fields, updatedAt, updatedBy: authorOf(context) } }]);
}

/** Applies what the clerk chose for each clashing field; both values stay in the history. */
export function resolveConflict(
  context: CommandContext,
  args: CommandArguments['resolveConflict'],
): Result<CommandPlan> {
  const conflict = context.writer.file
    .prepare<StoredConflict>('SELECT * FROM conflict WHERE id = ?')
    .get(args.conflictId);
  if (conflict === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'conflictId' });
  const { collection, document_id: documentId } = conflict;
  if (conflict.resolved_at !== null) {
    return alreadyThere(collection, documentId);
  }
  const undecided = clashesOf(conflict).find((clash) => args.choices[clash.path] === undefined);
  if (undecided !== undefined) return failure('FIELD_REQUIRED', { field: `choices.${undecided.path}` });
  return success({
    documents: () => resolvedDocument(context, conflict, args),
    inTransaction: (database) => {
      database.prepare('UPDATE conflict SET resolved_at = ? WHERE id = ?').run(nowInstant(), conflict.id);
      database
        .prepare(
          `UPDATE outbox SET state = CASE pending WHEN 1 THEN 'sending' ELSE 'accepted' END
             WHERE collection = ? AND document_id = ? AND state = 'conflict'
             AND NOT EXISTS (SELECT 1 FROM conflict WHERE document_id = outbox.document_id AND resolved_at IS NULL)`,
        )
        .run(collection, documentId);
    },
  });
}

/** The refused version without its refused status: a corrected status brings its own term events and history. */
function withoutStatusStep(base: Fields | undefined, mine: Fields): Fields {
  if (base === undefined) return mine;
  const { status, statusSince, termEvents, dueOn, closedOn, outcome, history } = base;
  return { ...mine, status, statusSince, termEvents, dueOn, closedOn, outcome, history };
}

function correctedDocument(
  context: CommandContext,
  row: OutboxRow,
  corrections: Fields,
): Result<readonly DocumentChange[]> {
  const base = keptDocument(row.base);
  const kept = keptDocument(row.mine);
  if (kept === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'operationId' });
  const current = context.writer.current(row.collection, row.document_id);
  if (current === undefined && base !== undefined) return failure('DOCUMENT_UNKNOWN', { field: 'operationId' });
  const { status, ...others } = corrections;
  const newStatus =
    row.collection === 'dossiers' && typeof status === 'string' && base !== undefined ? status : undefined;
  const mine = newStatus === undefined ? kept : withoutStatusStep(base, kept);
  const now = current === undefined ? mine : rebase(row.collection, base, mine, { ...current.fields });
  let fields: Fields = { ...now, ...(newStatus === undefined ? corrections : others) };
  if (newStatus !== undefined && newStatus !== fields.status) {
    const dossier = fields as unknown as DocumentOf<'dossiers'>;
    const changes = statusChanges(context, dossier, { status: newStatus as typeof dossier.status });
    if (!changes.ok) return changes;
    fields = { ...fields, ...changes.value };
  }
  // Two copies of one device's database gave out the same number: the next free one, which the clerk sees on the card.
  const error = row.error === null ? undefined : (JSON.parse(row.error) as OnthaalError);
  if (row.collection === 'dossiers' && base === undefined && error?.field === 'number') {
    fields = { ...fields, number: nextDossierNumber(context.writer.file, context.member.numberPrefix, year()) };
  }
  if (Object.keys(corrections).length > 0) {
    const event = historyEvent(context, 'corrected', { fields: Object.keys(corrections).join(', ') });
    fields = appended(fields, 'history', event);
  }
  const updatedAt = instantAfter(
    String(kept.updatedAt),
    current === undefined ? undefined : String(current.fields.updatedAt),
  );
  const given = Object.entries({ ...fields, updatedAt, updatedBy: authorOf(context) }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return success([{ collection: row.collection, fields: Object.fromEntries(given) }]);
}

function year(): string {
  return todayInBrussels().slice(0, 4);
}

/** Fields that a correction may not touch: they say what and whose the document is. */
const uncorrectable = ['id', 'createdAt', 'updatedAt', 'updatedBy', 'history'];

/** Sends a refused item again, corrected or as it was: the clerk's change is put onto the present document. */
export function retrySyncItem(context: CommandContext, args: CommandArguments['retrySyncItem']): Result<CommandPlan> {
  const row = context.outbox.row(args.operationId);
  if (row === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'operationId' });
  const forbidden = Object.keys(args.changes ?? {}).find((field) => uncorrectable.includes(field));
  if (forbidden !== undefined) return failure('FIELD_READ_ONLY', { field: `changes.${forbidden}` });
  const alreadyWritten = [{ collection: row.collection, documentId: row.document_id }];
  if (row.state !== 'rejected') return success({ documents: () => success([]), alreadyWritten });
  return success({
    shownAs: row.command,
    replaces: [row.operation_id],
    documents: () => correctedDocument(context, row, args.changes ?? {}),
  });
}

/** Gives up a refused item; its row stays for 30 days. */
export function discardSyncItem(
  context: CommandContext,
  args: CommandArguments['discardSyncItem'],
): Result<CommandPlan> {
  const row = context.outbox.row(args.operationId);
  if (row === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'operationId' });
  if (row.state !== 'rejected') return failure('ARGUMENT_INVALID', { field: 'operationId' });
  return success({
    documents: () => success([]),
    alreadyWritten: [{ collection: row.collection, documentId: row.document_id }],
    inTransaction: (database) => {
      database
        .prepare("UPDATE outbox SET state = 'discarded', discarded_at = ? WHERE operation_id = ?")
        .run(nowInstant(), row.operation_id);
    },
  });
}

/** The clerk has read that the database was set aside. */
export function dismissRecovery(): Result<CommandPlan> {
  return success({ documents: () => success([]), alreadyWritten: [], inTransaction: forgetRecovery });
}

/** The clerk has read why everything was pulled once more. */
export function dismissFeedNotice(): Result<CommandPlan> {
  return success({ documents: () => success([]), alreadyWritten: [], inTransaction: forgetFeedNotice });
}
