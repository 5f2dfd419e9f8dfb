import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { deepEqual, mergeDocuments } from '@onthaal/contract/rules/merge/index.ts';
import { paymentAfterBoth } from '@onthaal/contract/rules/payments/index.ts';
import type { RxConflictHandler, WithDeleted } from 'rxdb';
import { dueDayOf } from '../commands/term-effects.ts';
import { instantAfter, todayInBrussels } from '../database/clock.ts';
import { plainFields } from '../outbox/changed-fields.ts';
import type { LostState } from '../outbox/lost-work.ts';
import type { References } from '../reads/references.ts';
import { mergePolicies } from './merge-policies.ts';
import type { PendingOutcome, PendingOutcomes } from './pending-outcomes.ts';

type Fields = Record<string, unknown>;
type State = WithDeleted<Fields>;

interface Stamped {
  readonly updatedAt?: unknown;
  readonly updatedBy?: { readonly memberId?: unknown };
}

/** Fields that say who wrote last, not what. */
function withoutStamp(document: Fields): Fields {
  const { updatedAt: _at, updatedBy: _by, ...content } = document;
  return content;
}

/** Every write has an own `updatedAt`, so two states with the same author and instant are the same state. */
function isSameState(one: State, other: State): boolean {
  const [a, b] = [one as Stamped, other as Stamped];
  return (
    one._deleted === other._deleted &&
    a.updatedAt === b.updatedAt &&
    a.updatedBy?.memberId === b.updatedBy?.memberId &&
    (one.history as readonly unknown[] | undefined)?.length ===
      (other.history as readonly unknown[] | undefined)?.length
  );
}

/** `dueOn` follows the term events of both desks. */
function withDueDay(references: References, collection: CollectionName, merged: Fields): Fields {
  if (collection !== 'dossiers') return merged;
  const dossier = merged as unknown as DocumentOf<'dossiers'>;
  const type = references.dossierType(dossier.typeCode);
  const dueOn = dueDayOf(type, dossier.termEvents, references.calendars(), todayInBrussels());
  return dueOn === undefined ? merged : { ...merged, dueOn };
}

/**
 * A payment that two desks wrote about (one looked it up after the other's computer broke) goes on from where the centre is; where they
 * saw different ends a person decides.
 */
function afterTheirs(collection: CollectionName, mine: Fields, theirs: Fields): Fields {
  if (collection !== 'payments') return mine;
  const [own, other] = [mine, theirs] as unknown as readonly [DocumentOf<'payments'>, DocumentOf<'payments'>];
  const both = paymentAfterBoth(other, own, other);
  if (both === undefined) return mine;
  const { terminal = own.terminal, stateSince } = both.state === other.state ? other : own;
  return { ...mine, ...both, stateSince, ...(terminal && { terminal }) };
}

/**
 * Whether the centre's version is one from before what it lost. The states of a document grow by `updatedAt`, and everything
 * that was written after the restore is newer than everything that the restore took away.
 */
function isFromBackup(theirs: Fields, { lostAt }: LostState): boolean {
  return Date.parse(String(theirs.updatedAt)) <= Date.parse(lostAt);
}

/** What both versions started from. After a restore: what the clerk's first lost write started from, or what is here now. */
function baseOf(assumed: State | undefined, mine: Fields, outcome: PendingOutcome | undefined): Fields | undefined {
  if (outcome?.kind === 'lost') return { ...(outcome.base ?? mine) };
  return assumed === undefined ? undefined : plainFields(assumed);
}

/**
 * What the store does when the centre has another version than it thought: a three-way merge per field. What clashes takes
 * the centre's value for now and goes to the conflict list; what the centre refused goes back to the centre's version.
 */
export function conflictHandlerOf(
  collection: CollectionName,
  outcomes: PendingOutcomes,
  references: References,
): RxConflictHandler<Fields> {
  return {
    isEqual: isSameState,
    resolve: ({ assumedMasterState, newDocumentState, realMasterState }) => {
      const documentId = String(newDocumentState.id);
      const outcome = outcomes.get(collection, documentId);
      if (outcome?.kind === 'refused') {
        if (outcome.kept === undefined) return Promise.resolve(realMasterState);
        const updatedAt = instantAfter(outcome.pushedAt, String(realMasterState.updatedAt));
        return Promise.resolve({ ...outcome.kept, updatedAt, updatedBy: newDocumentState.updatedBy, _deleted: false });
      }
      const theirs = plainFields(realMasterState);
      const mine = afterTheirs(collection, plainFields(newDocumentState), theirs);
      if (outcome?.kind === 'lost' && isFromBackup(theirs, outcome)) return Promise.resolve(newDocumentState);
      const base = baseOf(assumedMasterState, mine, outcome);
      const { merged, clashes, changedByMine, changedByTheirs } = mergeDocuments<Fields>(
        base ?? {},
        mine,
        theirs,
        mergePolicies[collection],
      );
      const content = withDueDay(references, collection, merged);
      const isTheirs = deepEqual(withoutStamp(content), withoutStamp(theirs));
      const pushedAt = String(newDocumentState.updatedAt);
      const masterAt = String(theirs.updatedAt);
      if (clashes.length > 0) {
        const clashing = new Set(clashes.map((clash) => clash.path));
        const mergedFields = [...new Set([...changedByMine, ...changedByTheirs])].filter(
          (path) => !clashing.has(path) && !['updatedAt', 'updatedBy'].includes(path),
        );
        const conflict = { collection, base, mine, theirs, clashes, mergedFields };
        outcomes.set(collection, documentId, {
          ...{ kind: 'clash', pushedAt, conflict },
          masterAt: isTheirs ? masterAt : undefined,
        });
      } else if (isTheirs) outcomes.set(collection, documentId, { kind: 'covered', pushedAt, masterAt });
      else outcomes.forget(collection, documentId);
      if (isTheirs) return Promise.resolve(realMasterState);
      const updatedAt = instantAfter(String(mine.updatedAt), String(theirs.updatedAt));
      return Promise.resolve({ ...content, updatedAt, updatedBy: mine.updatedBy, _deleted: false });
    },
  };
}
