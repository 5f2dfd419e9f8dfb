import type { Reference } from '@onthaal/contract/entities/reference.ts';
import type { EditableKind } from '@onthaal/contract/rules/administration/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { ReferenceDraft } from '@onthaal/contract/store/reference-drafts.ts';
import { useEffect, useMemo, useState } from 'react';
import { type AppDispatch, type RootState, useAppDispatch, useAppSelector } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { administrationDrafts, draftDropped, draftKept } from '../interaction/drafts-slice.ts';
import { keepNotes, noteTyped, unkeptNotes } from '../visit/notepad-keeper.ts';

type Typed = Omit<ReferenceDraft, 'id'>;
type Act<Answer> = (dispatch: AppDispatch, getState: () => RootState) => Answer;

/** Where the form of a row keeps what is typed. */
export function draftKeyOf(id: string): string {
  return `${administrationDrafts}${id}`;
}

/** Undefined fields are left out, as they are in the row that is written. */
function textOf(draft: ReferenceDraft): string {
  return JSON.stringify(draft);
}

/** Nothing: it is forgotten. */
const forgotten = '';

function write(id: string, text: string): Act<void> {
  return (dispatch) => {
    const store = async (latest: string) => {
      const { ok } =
        latest === forgotten
          ? await dispatch(runCommand('dropReferenceDraft', { id }))
          : await dispatch(runCommand('keepReferenceDraft', JSON.parse(latest) as ReferenceDraft));
      return ok;
    };
    noteTyped(draftKeyOf(id), text, store);
  };
}

/** Keeps what stands in the form of a row on this computer, at the next pause in typing. */
export function keepDraft(id: string, initial: Typed): Act<void> {
  return (dispatch, getState) => {
    const typed = getState().drafts[draftKeyOf(id)] as Partial<Typed> | undefined;
    if (typed !== undefined) dispatch(write(id, textOf({ ...initial, ...typed, id })));
  };
}

/** Forgets what was kept of a row. */
export function forgetDraft(id: string): Act<void> {
  return write(id, forgotten);
}

/** What tells one draft of a row from another, whatever it is based on. */
export function wordsOf({ name, data }: { readonly name: string; readonly data: object }): string {
  return JSON.stringify([name, data]);
}

/**
 * The mid-office has these words of a row now. They stay the draft until the sync brings the row, based on that one; what was typed since the
 * save goes on from there.
 *
 * @param words what stood in the form when it was saved
 */
export function draftSaved(id: string, initial: Typed, words: string, saved: Typed): Act<void> {
  return (dispatch, getState) => {
    const key = draftKeyOf(id);
    const typed = getState().drafts[key] as Partial<Typed> | undefined;
    const now = { ...initial, ...typed };
    // Forgotten while it was saved.
    if (typed === undefined && wordsOf(now) !== words) return;
    const { name, data } = wordsOf(now) === words ? saved : now;
    dispatch(draftKept({ key, values: { kind: saved.kind, name, data, basedOn: saved.basedOn } }));
    dispatch(keepDraft(id, initial));
  };
}

/** A draft of which the mid-office has a later version than the desk: it was saved, and the sync brings it. */
export function isOnItsWay({ basedOn }: Pick<Typed, 'basedOn'>, row: Reference | undefined): boolean {
  return basedOn !== undefined && (row === undefined || row.updatedAt < basedOn);
}

/**
 * Forgets the drafts that say what their row says: they were saved, and the sync brought them here. Until then they stay, so that what was
 * saved is on the screen and nobody takes it for somebody else's change.
 */
export function forgetArrived(rows: readonly Reference[]): Act<void> {
  return (dispatch, getState) => {
    for (const row of rows) {
      const key = draftKeyOf(row.id);
      const typed = getState().drafts[key] as Partial<Typed> | undefined;
      if (typed === undefined || isOnItsWay({ basedOn: typed.basedOn }, row)) continue;
      const { name = row.name, data = row.data } = typed;
      if (name !== row.name || !deepEqual(data, row.data)) continue;
      dispatch(draftDropped(key));
      dispatch(forgetDraft(row.id));
    }
  };
}

/**
 * Brings what was kept on this computer to the forms, also after a restart. It goes before what a form still holds from another visit: there
 * is one draft of a row, and the store has it; of what it could not keep yet the last words are the draft.
 */
export function bringDrafts(): Act<Promise<void>> {
  return async (dispatch, getState) => {
    await keepNotes();
    const unkept = unkeptNotes(administrationDrafts);
    const found = await dispatch(readNow('referenceDrafts', {}));
    const left = [...unkept.values()].filter((text) => text !== forgotten).map((text) => JSON.parse(text));
    const kept = found.ok ? found.value.filter(({ id }) => !unkept.has(draftKeyOf(id))) : [];
    for (const key of Object.keys(getState().drafts)) {
      if (key.startsWith(administrationDrafts) && (found.ok || unkept.has(key))) dispatch(draftDropped(key));
    }
    for (const { id, kind, name, data, basedOn } of [...kept, ...(left as readonly ReferenceDraft[])]) {
      dispatch(draftKept({ key: draftKeyOf(id), values: { kind, name, data, basedOn } }));
    }
  };
}

/** Whether the drafts are here: before that nothing is typed over them. What is typed is kept at the latest when the screen goes. */
export function useBroughtDrafts(): boolean {
  const dispatch = useAppDispatch();
  const [isBrought, setBrought] = useState(false);
  useEffect(() => {
    let isShown = true;
    void dispatch(bringDrafts()).finally(() => {
      if (isShown) setBrought(true);
    });
    return () => {
      isShown = false;
      void keepNotes();
    };
  }, [dispatch]);
  return isBrought;
}

/** What is typed of a kind and not here as a row yet, by the id of its row. */
export function useDraftsOf(
  kind: EditableKind,
): ReadonlyMap<string, Pick<ReferenceDraft, 'name' | 'data' | 'basedOn'>> {
  const drafts = useAppSelector((state) => state.drafts);
  return useMemo(() => {
    const typed = Object.entries(drafts).flatMap(([key, values]) => {
      const { kind: ofKind, name = '', data = {}, basedOn } = values as Partial<Typed>;
      if (!key.startsWith(administrationDrafts) || ofKind !== kind) return [];
      return [[key.slice(administrationDrafts.length), { name, data, ...(basedOn && { basedOn }) }] as const];
    });
    return new Map(typed);
  }, [drafts, kind]);
}

/** Lets go of the drafts of which the row has come, whichever form is open. */
export function useForgetArrived(rows: readonly Reference[] | undefined): void {
  const dispatch = useAppDispatch();
  useEffect(() => {
    if (rows !== undefined) dispatch(forgetArrived(rows));
  }, [dispatch, rows]);
}
