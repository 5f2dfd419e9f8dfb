import type { EditableKind } from '@onthaal/contract/rules/administration/index.ts';
import type { ReferenceDraft } from '@onthaal/contract/store/reference-drafts.ts';
import { useEffect, useMemo, useState } from 'react';
import { type AppDispatch, type RootState, useAppDispatch, useAppSelector } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { draftDropped, draftKept } from '../interaction/drafts-slice.ts';
import { keepNotes, noteTyped, unkeptNote } from '../visit/notepad-keeper.ts';

type Typed = Omit<ReferenceDraft, 'id'>;
type Act<Answer> = (dispatch: AppDispatch, getState: () => RootState) => Answer;

const prefix = 'administration:';

/** Where the form of a row keeps what is typed. */
export function draftKeyOf(id: string): string {
  return `${prefix}${id}`;
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

/** Forgets what was kept of a row that the mid-office has now, unless something was typed since: a computer that stops has it all the same. */
export function forgetSaved(id: string, initial: Typed, words: string): Act<void> {
  return (dispatch, getState) => {
    const typed = getState().drafts[draftKeyOf(id)] as Partial<Typed> | undefined;
    if (wordsOf({ ...initial, ...typed }) === words) dispatch(forgetDraft(id));
  };
}

/**
 * Brings what was kept on this computer to the forms, also after a restart. It goes before what a form still holds from another visit: there
 * is one draft of a row, and the store has it.
 */
function bringDrafts(): Act<Promise<void>> {
  return async (dispatch, getState) => {
    await keepNotes();
    const found = await dispatch(readNow('referenceDrafts', {}));
    if (!found.ok) return;
    const isUnkept = (key: string) => unkeptNote(key) !== undefined;
    for (const key of Object.keys(getState().drafts)) {
      if (key.startsWith(prefix) && !isUnkept(key)) dispatch(draftDropped(key));
    }
    for (const { id, kind, name, data, basedOn } of found.value) {
      const key = draftKeyOf(id);
      if (!isUnkept(key)) dispatch(draftKept({ key, values: { kind, name, data, basedOn } }));
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

/** What is typed of a kind and not saved yet, by the id of its row. */
export function useDraftsOf(kind: EditableKind): ReadonlyMap<string, Pick<ReferenceDraft, 'name' | 'data'>> {
  const drafts = useAppSelector((state) => state.drafts);
  return useMemo(() => {
    const typed = Object.entries(drafts).flatMap(([key, values]) => {
      const { kind: ofKind, name = '', data = {} } = values as Partial<Typed>;
      return key.startsWith(prefix) && ofKind === kind ? [[key.slice(prefix.length), { name, data }] as const] : [];
    });
    return new Map(typed);
  }, [drafts, kind]);
}
