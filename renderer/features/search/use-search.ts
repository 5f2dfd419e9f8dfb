import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { SearchResult } from '@onthaal/contract/store/rows.ts';
import { useEffect, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { readNow } from '../../bridge/store-api.ts';

export interface SearchAnswer {
  /** The newest answer; it may still belong to an earlier text while `isBusy`. */
  readonly result: SearchResult | undefined;
  readonly error: OnthaalError | undefined;
  readonly isBusy: boolean;
}

const nothing: SearchAnswer = { result: undefined, error: undefined, isBusy: false };

/**
 * Asks the store at every keystroke, at once. While an answer is coming the former one stays in view; an answer that was overtaken
 * by more typing is dropped, so results never jump back.
 */
export function useSearch(text: string, limitPerGroup: number): SearchAnswer {
  const dispatch = useAppDispatch();
  const wanted = text.trim();
  const [answer, setAnswer] = useState(nothing);
  const [asked, setAsked] = useState({ wanted, limitPerGroup });
  if (asked.wanted !== wanted || asked.limitPerGroup !== limitPerGroup) {
    setAsked({ wanted, limitPerGroup });
    setAnswer(wanted ? { ...answer, isBusy: true } : nothing);
  }
  useEffect(() => {
    if (!wanted) return;
    let overtaken = false;
    void dispatch(readNow('searchEverything', { text: wanted, limitPerGroup })).then((found) => {
      if (overtaken) return;
      setAnswer({
        result: found.ok ? found.value : undefined,
        error: found.ok ? undefined : found.error,
        isBusy: false,
      });
    });
    return () => {
      overtaken = true;
    };
  }, [dispatch, wanted, limitPerGroup]);
  return answer;
}
