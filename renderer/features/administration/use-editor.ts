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
import type { SavedReference } from '@onthaal/contract/store/administration.ts';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { changesTheme, goingOn } from './going-on.ts';
import { isOnItsWay, wordsOf } from './reference-drafts.ts';
import { ReferenceWriter, type What } from './reference-writer.ts';
import { madeMoves, stepsAfterSave } from './schedule/after-save.ts';
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

function isNewer(row: Reference | undefined, basedOn: string | undefined): boolean {
  return row !== undefined && row.updatedAt > (basedOn ?? '');
}

/** Writes the row at the mid-office, and then does what was decided about what it hits. */
function useWrite(kind: EditableKind, id: string, row: Reference | undefined) {
  const save = useSaveReference();
  const sayWritten = useSayWritten();
  const parts = useStepParts();
  const { decide, shown } = useHits();
  const [writer] = useState(() => new ReferenceWriter());
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  /** Undefined when somebody thought better of it. */
  const write = async (what: What, title: string): Promise<Result<SavedReference> | undefined> => {
    setPending(true);
    const result = await writer.write({ save, decide }, { id, kind, row }, what);
    setPending(false);
    setError(result?.ok === false ? result.error : undefined);
    if (result?.ok !== true) return result;
    const { saved, decided, before } = result.value;
    const { basedOn: _based, ...fields } = what;
    const next = { ...fields, id, kind, operationId: '' };
    const done = showSteps({ kind: 'settle', steps: stepsAfterSave(parts, decided, saved) });
    // The undo is offered when everything that belongs to it has been done.
    void done.then((ids) =>
      sayWritten(title, before, next, { updatedAt: saved.updatedAt, moves: madeMoves(decided, saved, ids) }),
    );
    return success(saved);
  };
  return { write, writer, isPending, error, setError, hits: shown };
}

/**
 * The form of a row: what was typed stays as long as it is not kept at the mid-office, whatever happens to the line, and is based on what the
 * administrator saw when they began.
 */
export function useEditor<Kind extends EditableKind>(kind: Kind, id: string, row: Reference | undefined) {
  const t = useText();
  const codes = useKnownCodes();
  const { write, writer, isPending, error, setError, hits } = useWrite(kind, id, row);
  const draft = useReferenceDraft<Kind>(kind, id, row);
  const { values } = draft;
  const [isTried, setTried] = useState(false);
  const [isThemeTyped, setThemeTyped] = useState(false);
  const [kept, setKept] = useState<Kept>();
  const problems: readonly ReferenceProblem[] = referenceProblems(
    { kind, name: values.name, data: values.data } as WrittenReference,
    codes,
  );
  const text = wordsOf(values);
  const what = { name: values.name.trim(), active: true, data: written(kind, values.data), basedOn: values.basedOn };
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
    isBehind:
      // It may be what was sent from here: the answer to that comes first.
      draft.isTouched && kept === undefined && isNewer(row, values.basedOn) && !writer.isUnanswered(what),
    set: (changes: Partial<Pick<Written<Kind>, 'name' | 'data'>>) => {
      if (changes.data !== undefined && changesTheme(values.data, changes.data)) setThemeTyped(true);
      draft.set({ basedOn: values.basedOn, ...changes });
    },
    drop: () => {
      setTried(false);
      setThemeTyped(false);
      setError(undefined);
      drop();
    },
    /** What was typed goes on top of what the other wrote, because somebody decided so. */
    goOn: () => {
      if (row === undefined) return;
      const data = goingOn(row, values.data, isThemeTyped) as Written<Kind>['data'];
      draft.set({ basedOn: row.updatedAt, data });
    },
    save: async () => {
      setTried(true);
      if (problems.length > 0 || isPending) return;
      const { name, data } = what;
      const result = await write(what, t('administration.saved', { name }));
      if (result?.ok !== true) return;
      setTried(false);
      setThemeTyped(false);
      const { updatedAt } = result.value;
      setKept({ updatedAt, text: wordsOf(what) });
      draft.saved(text, { name, data, basedOn: updatedAt });
    },
    /** Withdraws the row as it is kept, or puts it back. */
    setActive: async (active: boolean) => {
      if (row === undefined || isPending) return;
      const title = t(active ? 'administration.putBack' : 'administration.withdrawn', { name: row.name });
      await write({ name: row.name, active, data: row.data, basedOn: row.updatedAt }, title);
    },
  };
}
