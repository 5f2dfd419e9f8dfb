import { type DossierStatus, dossierStatuses } from '@onthaal/contract/entities/dossier.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { ReadArguments, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { DossierRow } from '@onthaal/contract/store/rows.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'react-redux';
import { type RootState, useAppDispatch } from '../../app/store.ts';
import { readError, storeApi } from '../../bridge/store-api.ts';

const pageSize = 100;
const done: ReadonlySet<DossierStatus> = new Set(['closed', 'withdrawn']);
const openStatuses = dossierStatuses.filter((status) => !done.has(status));
type Page = ReadResults['workList'];
type Arguments = ReadArguments['workList'];

interface Pages {
  readonly rows: readonly DossierRow[];
  /** Undefined: not known yet. */
  readonly total: number | undefined;
  readonly error: OnthaalError | undefined;
  readonly isLoading: boolean;
  readonly showMore: () => void;
  readonly retry: () => void;
}

function argumentsOf(scope: Arguments['scope'], status: string, sort: Arguments['sort'], page: number): Arguments {
  const statuses = status ? [status as DossierStatus] : openStatuses;
  return { scope, statuses, sort, offset: page * pageSize, limit: pageSize };
}

/**
 * The work list in pages of a hundred that are asked while one scrolls. Each page in view of the list follows the store by itself, so
 * a dossier that moves between pages may for a moment show twice; it is shown once.
 */
export function useWorkListPages(scope: Arguments['scope'], status: string, sort: Arguments['sort']): Pages {
  const dispatch = useAppDispatch();
  const store = useStore<RootState>();
  const choice = `${scope} ${status} ${sort}`;
  const [asked, setAsked] = useState({ choice, pages: 1 });
  const pages = asked.choice === choice ? asked.pages : 1;
  const [answers, setAnswers] = useState<readonly { readonly data?: Page | undefined; readonly error?: unknown }[]>([]);
  useEffect(() => {
    const wanted = Array.from({ length: pages }, (_, page) => argumentsOf(scope, status, sort, page));
    const selectors = wanted.map((args) => storeApi.endpoints.workList.select(args));
    const queries = wanted.map((args) => dispatch(storeApi.endpoints.workList.initiate(args)));
    const look = () => {
      const next = selectors.map((select) => select(store.getState()));
      setAnswers((before) =>
        before.length === next.length && before.every((answer, index) => answer === next[index]) ? before : next,
      );
    };
    look();
    const stop = store.subscribe(look);
    return () => {
      stop();
      for (const query of queries) query.unsubscribe();
    };
  }, [dispatch, store, scope, status, sort, pages]);
  const rows = useMemo(() => {
    const byId = new Map(answers.flatMap(({ data }) => data?.rows ?? []).map((row) => [row.id, row]));
    return [...byId.values()];
  }, [answers]);
  const total = answers[0]?.data?.total;
  const loaded = answers.every(({ data }) => data !== undefined);
  const showMore = useCallback(() => {
    if (loaded) setAsked({ choice, pages: pages + 1 });
  }, [loaded, choice, pages]);
  return {
    rows,
    total,
    error: readError(answers.find(({ error }) => error)?.error),
    isLoading: !loaded,
    showMore,
    retry: () => void dispatch(storeApi.util.invalidateTags(['read'])),
  };
}
