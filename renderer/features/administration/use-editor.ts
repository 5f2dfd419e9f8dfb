import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import {
  type EditableKind,
  isOnlyWorded,
  type ReferenceProblem,
  referenceProblems,
  type WrittenReference,
  withoutLeftPapers,
} from '@onthaal/contract/rules/administration/index.ts';
import type { SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useText } from '../../i18n/use-text.ts';
import { isOnItsWay, wordsOf } from './reference-drafts.ts';
import { type DecidedHits, madeMoves, stepsAfterSave } from './schedule/after-save.ts';
import { showSteps } from './schedule/steps-board.ts';
import { useHits } from './schedule/use-hits.ts';
import { useStepParts } from './schedule/use-step-parts.ts';
import { useKnownCodes, useSaveReference, useSayWritten } from './use-administration.ts';
import { useReferenceDraft, type Written } from './use-reference-draft.ts';

/** A row that was kept, until the sync brings it here. */
interface Kept {
  readonly updatedAt: string;
  readonly text: string;
}

/** What is written of what stands in a form. */
function written(kind: EditableKind, data: ReferenceData[EditableKind]): Record<string, unknown> {
  const kept = isOnlyWorded(kind) ? withoutLeftPapers(data as ReferenceData['product']) : data;
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

type What = Pick<SaveReference, 'name' | 'active' | 'data' | 'basedOn'>;

/** A row that was written, and what was decided about what that hits. */
interface WrittenRow {
  readonly saved: SavedReference;
  readonly decided: DecidedHits;
}

/** What of a decision goes with the row; nothing where nothing was hit. */
function sent({ decisions, groups }: DecidedHits): Pick<SaveReference, 'decisions' | 'groups'> {
  return {
    ...(decisions.length === 0 ? {} : { decisions: [...decisions] }),
    ...(groups.length === 0 ? {} : { groups: [...groups] }),
  };
}

/** Writes the row at the mid-office, after what it hits was decided; the same words asked for again are the same operation. */
function useWrite(kind: EditableKind, id: string, row: Reference | undefined) {
  const save = useSaveReference();
  const sayWritten = useSayWritten();
  const parts = useStepParts();
  const { decide, shown } = useHits();
  const operation = useRef<{ readonly key: string; readonly id: string }>(undefined);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const ask = async ({ basedOn, ...fields }: What): Promise<Result<WrittenRow> | undefined> => {
    const decision = await decide({ ...fields, id, kind });
    if (!decision.ok) return decision;
    const decided = decision.value;
    if (decided === undefined) return undefined;
    const decisions = sent(decided);
    const key = JSON.stringify([basedOn, fields, decisions]);
    if (operation.current?.key !== key) operation.current = { key, id: v7() };
    const asked: SaveReference = {
      ...{ ...fields, ...decisions, operationId: operation.current.id, id, kind },
      ...(basedOn === undefined ? {} : { basedOn }),
    };
    const result = await save(asked);
    if (result.ok) return success({ saved: result.value, decided });
    // Somebody booked while it was decided: those are decided about too.
    return result.error.code === 'REFERENCE_HITS_APPOINTMENTS' ? ask({ ...fields, basedOn }) : result;
  };
  /** Undefined when somebody thought better of it. */
  const write = async (what: What, title: string): Promise<Result<SavedReference> | undefined> => {
    setPending(true);
    const result = await ask(what);
    setPending(false);
    setError(result?.ok === false ? result.error : undefined);
    if (result?.ok !== true) return result;
    const { saved, decided } = result.value;
    const { basedOn: _based, ...fields } = what;
    const next = { ...fields, id, kind, operationId: '' };
    const done = showSteps({ kind: 'settle', steps: stepsAfterSave(parts, decided, saved) });
    // The undo is offered when everything that belongs to it has been done.
    void done.then((ids) =>
      sayWritten(title, row, next, { updatedAt: saved.updatedAt, moves: madeMoves(decided, saved, ids) }),
    );
    return success(saved);
  };
  return { write, isPending, error, setError, hits: shown };
}

/**
 * The form of a row: what was typed stays as long as it is not kept at the mid-office, whatever happens to the line, and is based on what the
 * administrator saw when they began.
 */
export function useEditor<Kind extends EditableKind>(kind: Kind, id: string, row: Reference | undefined) {
  const t = useText();
  const codes = useKnownCodes();
  const { write, isPending, error, setError, hits } = useWrite(kind, id, row);
  const draft = useReferenceDraft<Kind>(kind, id, row);
  const { values } = draft;
  const [isTried, setTried] = useState(false);
  const [kept, setKept] = useState<Kept>();
  const problems: readonly ReferenceProblem[] = referenceProblems(
    { kind, name: values.name, data: values.data } as WrittenReference,
    codes,
  );
  const text = wordsOf(values);
  const isHere = kept !== undefined && row !== undefined && row.updatedAt >= kept.updatedAt;
  const { drop } = draft;
  // What was typed is forgotten only when the row that was made of it has come.
  useEffect(() => {
    if (!isHere) return;
    setKept(undefined);
    if (kept.text === text) drop();
  }, [isHere, kept, text, drop]);
  return {
    values,
    isTouched: draft.isTouched,
    problems: isTried ? problems : [],
    error,
    isPending,
    hits,
    /** Kept, and not here yet. */
    isComing: kept !== undefined || (draft.isTouched && isOnItsWay(values, row)),
    mayForget: draft.isTouched && kept === undefined,
    /** Somebody else wrote the row while it was changed here. */
    isBehind: draft.isTouched && kept === undefined && row !== undefined && row.updatedAt > (values.basedOn ?? ''),
    set: (changes: Partial<Pick<Written<Kind>, 'name' | 'data'>>) => draft.set({ basedOn: values.basedOn, ...changes }),
    drop: () => {
      setTried(false);
      setError(undefined);
      drop();
    },
    /** What was typed goes on top of what the other wrote, because somebody decided so. */
    goOn: () => draft.set({ basedOn: row?.updatedAt }),
    save: async () => {
      setTried(true);
      if (problems.length > 0 || isPending) return;
      const name = values.name.trim();
      const what = { name, active: true, data: written(kind, values.data), basedOn: values.basedOn };
      const result = await write(what, t('administration.saved', { name }));
      if (result?.ok !== true) return;
      setTried(false);
      const { updatedAt } = result.value;
      setKept({ updatedAt, text: wordsOf(what) });
      draft.saved(text, { name, data: what.data, basedOn: updatedAt });
    },
    /** Withdraws the row as it is kept, or puts it back. */
    setActive: async (active: boolean) => {
      if (row === undefined || isPending) return;
      const title = t(active ? 'administration.putBack' : 'administration.withdrawn', { name: row.name });
      await write({ name: row.name, active, data: row.data, basedOn: row.updatedAt }, title);
    },
  };
}
