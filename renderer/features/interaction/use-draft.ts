import { useCallback, useMemo } from 'react';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { draftDropped, draftKept } from './drafts-slice.ts';

export interface Draft<Values extends object> {
  readonly values: Values;
  /** Something was typed. */
  readonly isTouched: boolean;
  readonly set: (changes: Partial<Values>) => void;
  /** Forgets what was typed: after saving, or when the clerk says so. */
  readonly drop: () => void;
}

/** The values of a form: `initial` with what was typed on top, kept in memory under `key` until it is saved or dropped. */
export function useDraft<Values extends object>(key: string, initial: Values): Draft<Values> {
  const dispatch = useAppDispatch();
  const typed = useAppSelector((state) => state.drafts[key]) as Partial<Values> | undefined;
  const values = useMemo(() => ({ ...initial, ...typed }), [initial, typed]);
  const set = useCallback(
    (changes: Partial<Values>) => void dispatch(draftKept({ key, values: changes as Record<string, unknown> })),
    [dispatch, key],
  );
  const drop = useCallback(() => void dispatch(draftDropped(key)), [dispatch, key]);
  return { values, isTouched: typed !== undefined, set, drop };
}
