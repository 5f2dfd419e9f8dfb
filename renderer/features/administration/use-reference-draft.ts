import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { EditableKind } from '@onthaal/contract/rules/administration/index.ts';
import { useCallback, useMemo } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { useDraft } from '../interaction/use-draft.ts';
import { emptyData } from './empty-rows.ts';
import { draftKeyOf, draftSaved, forgetDraft, keepDraft } from './reference-drafts.ts';

/** What stands in the form of a row. */
export interface Written<Kind extends EditableKind> {
  readonly kind: Kind;
  readonly name: string;
  readonly data: ReferenceData[Kind];
  /** The row that was on the screen when the first letter was typed. */
  readonly basedOn: string | undefined;
}

type Changes<Kind extends EditableKind> = {
  readonly [Field in keyof Written<Kind>]?: Written<Kind>[Field] | undefined;
};

/** What is typed of a row: in memory for the screen, and on this computer until the mid-office has it. */
export function useReferenceDraft<Kind extends EditableKind>(kind: Kind, id: string, row: Reference | undefined) {
  const initial = useMemo(
    (): Written<Kind> => ({
      kind,
      name: row?.name ?? '',
      data: (row?.data ?? emptyData[kind]) as ReferenceData[Kind],
      basedOn: row?.updatedAt,
    }),
    [row, kind],
  );
  const draft = useDraft<Written<Kind>>(draftKeyOf(id), initial);
  const dispatch = useAppDispatch();
  const { set: type, drop: dropTyped } = draft;
  const set = useCallback(
    (changes: Changes<Kind>) => {
      type({ kind, ...changes } as Partial<Written<Kind>>);
      dispatch(keepDraft(id, initial));
    },
    [type, dispatch, kind, id, initial],
  );
  const drop = useCallback(() => {
    dropTyped();
    dispatch(forgetDraft(id));
  }, [dropTyped, dispatch, id]);
  const saved = (words: string, row: Pick<Written<Kind>, 'name' | 'basedOn'> & { readonly data: object }) =>
    dispatch(draftSaved(id, initial, words, { ...row, kind, data: row.data as Record<string, unknown> }));
  return {
    values: draft.values,
    isTouched: draft.isTouched,
    set,
    drop,
    /** The mid-office has the row now; `words` are those that stood in the form then. */
    saved,
  };
}
