import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { CentralHit } from '@onthaal/contract/store/questions.ts';
import type { SearchHit } from '@onthaal/contract/store/rows.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';

/** What the mid-office has and this desk does not, for the text in the box. */
export interface CentralSearch {
  /** `none`: nothing is asked, because the text is short or this desk has everything. */
  readonly phase: 'none' | 'busy' | 'done' | 'failed';
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
  readonly error: OnthaalError | undefined;
  /** The hit that is on its way to this desk. */
  readonly coming: SearchHit | undefined;
  readonly retry: () => void;
  /** Brings a hit to this desk; true when it can be opened. */
  readonly bring: (hit: SearchHit) => Promise<boolean>;
}

type State = Pick<CentralSearch, 'phase' | 'hits' | 'more' | 'error'>;

const nothing: State = { phase: 'none', hits: [], more: false, error: undefined };
/** Nobody is asked for half a word: the local hits are there meanwhile. */
const pauseMilliseconds = 350;
const fewestCharacters = 3;

function asSearchHit({ kind, id, title, subtitle, state, shielded }: CentralHit): SearchHit {
  const nothingMarked = { titleRanges: [], subtitleRanges: [], exact: false };
  const protection = shielded ? ({ shielded: true } as const) : {};
  return { kind, id, title, subtitle, state: state ?? undefined, opens: { kind, id }, ...nothingMarked, ...protection };
}

/** Asks the mid-office a moment after the last keystroke; an answer that was overtaken by more typing is dropped. */
export function useCentralSearch(text: string): CentralSearch {
  const dispatch = useAppDispatch();
  const wanted = text.trim();
  const [state, setState] = useState<State>(nothing);
  const [coming, setComing] = useState<SearchHit>();
  const [attempt, setAttempt] = useState(0);
  /** Whether the mid-office has more than this desk; unknown until it was asked once. */
  const [isNeeded, setNeeded] = useState<boolean>();
  const isAsked = wanted.length >= fewestCharacters && isNeeded !== false;
  const newest = useRef(wanted);
  newest.current = wanted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again; learning that it is needed does not
  useEffect(() => {
    setState(isAsked && isNeeded ? { ...nothing, phase: 'busy' } : nothing);
    if (!isAsked) return;
    let overtaken = false;
    const timer = setTimeout(async () => {
      const found = await dispatch(askCentre('searchCentre', { text: wanted }));
      if (overtaken) return;
      if (!found.ok) setState({ ...nothing, phase: 'failed', error: found.error });
      else setNeeded(found.value.needed);
      if (found.ok && found.value.needed)
        setState({ ...nothing, phase: 'done', hits: found.value.hits.map(asSearchHit), more: found.value.more });
    }, pauseMilliseconds);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [dispatch, wanted, isAsked, attempt]);
  const bring = useCallback(
    async (hit: SearchHit) => {
      if (hit.opens === undefined) return false;
      const asked = newest.current;
      setComing(hit);
      const brought = await dispatch(askCentre('bringToDesk', hit.opens));
      setComing(undefined);
      if (!brought.ok) setState((before) => ({ ...before, error: brought.error }));
      // Who typed on meanwhile wants something else now.
      return brought.ok && newest.current === asked;
    },
    [dispatch],
  );
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, coming, retry, bring };
}
