import type { SearchHit } from '@onthaal/contract/store/rows.ts';
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { selectRoute } from '../../app/navigation-slice.ts';
import type { Route } from '../../app/routes.ts';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { hitsOf, nextHit } from './search-hits.ts';
import { type CentralSearch, useCentralSearch } from './use-central-search.ts';
import { type SearchAnswer, useSearch } from './use-search.ts';

interface SearchState {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly answer: SearchAnswer;
  readonly central: CentralSearch;
  /** The hit that Enter opens; id of its option in the list. */
  readonly activeHit: SearchHit | undefined;
  readonly move: (step: 'next' | 'previous' | 'first' | 'last') => void;
  readonly openHit: (hit: SearchHit) => void;
  /** Enter: opens the exact or the active hit; when the answer is still coming, as soon as it is there. */
  readonly submit: () => void;
  /** Searches for a code that was scanned; only what is exactly that opens by itself. */
  readonly lookUp: (code: string) => void;
  readonly close: () => void;
  readonly limit: number;
  readonly showMore: () => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

const SearchContext = createContext<SearchState | undefined>(undefined);
const firstLimit = 6;

/** Element id of a hit in the result list. */
export function hitElementId(hit: SearchHit): string {
  return `hit-${hit.kind}-${hit.id}`;
}

function routeOf(kind: 'person' | 'dossier', id: string): Route {
  if (kind === 'dossier') return { name: 'dossier', dossierId: id };
  return { name: 'person', personId: id, purpose: 'counterService' };
}

/** The state of the one search box; lives as long as the member is logged in, never in Redux, never kept. */
export function SearchProvider({ children }: { readonly children: ReactNode }) {
  const navigate = useNavigate();
  const onSearch = useAppSelector((state) => selectRoute(state).name === 'search');
  const box = useRef<HTMLInputElement>(null);
  const [text, setTextValue] = useState('');
  const [limit, setLimit] = useState(firstLimit);
  const [chosen, setChosen] = useState<string>();
  const [enterWaits, setEnterWaits] = useState<'any' | 'exact'>();
  const answer = useSearch(text, limit);
  const central = useCentralSearch(text);
  const hits = useMemo(() => [...hitsOf(answer.result), ...central.hits], [answer.result, central.hits]);
  const activeHit = hits.find((hit) => hitElementId(hit) === chosen) ?? answer.result?.exactHit ?? hits[0];

  const setText = useCallback(
    (next: string) => {
      setTextValue(next);
      setLimit(firstLimit);
      setChosen(undefined);
      setEnterWaits(undefined);
      if (next) navigate.open({ name: 'search' });
    },
    [navigate],
  );
  const forget = useCallback(() => {
    setTextValue('');
    setChosen(undefined);
    setEnterWaits(undefined);
  }, []);
  const openHit = useOpenHit(central, forget);
  useEffect(() => {
    if (!enterWaits || answer.isBusy) return;
    setEnterWaits(undefined);
    const hit = enterWaits === 'exact' ? answer.result?.exactHit : activeHit;
    if (hit) void openHit(hit);
  }, [enterWaits, answer, activeHit, openHit]);
  // What was typed is about a citizen: it goes with its screen. A form that opens from here has read it before this runs.
  useEffect(() => {
    if (!onSearch) setTextValue('');
  }, [onSearch]);
  const focus = useCallback(() => {
    navigate.open({ name: 'search' });
    box.current?.focus();
    box.current?.select();
  }, [navigate]);
  useKeyAction('search', focus);

  const state: SearchState = {
    text,
    setText,
    answer,
    central,
    activeHit,
    move: (step) => setChosen(hitAt(nextHit(hits, activeHit, step))),
    openHit: (hit) => void openHit(hit),
    submit: () => {
      if (answer.isBusy) setEnterWaits('any');
      else if (activeHit) void openHit(activeHit);
    },
    lookUp: (code) => {
      setText(code);
      setEnterWaits('exact');
    },
    close: () => {
      if (text) setText('');
      else if (onSearch) navigate.back();
    },
    limit,
    showMore: () => setLimit(50),
    box,
  };
  return (
    <SearchContext.Provider value={state}>
      <FocusSearchContext.Provider value={focus}>{children}</FocusSearchContext.Provider>
    </SearchContext.Provider>
  );
}

/** Opens the record of a hit and lets go of what was typed; a hit of the mid-office is fetched first. */
function useOpenHit({ hits, bring }: CentralSearch, forget: () => void) {
  const navigate = useNavigate();
  return useCallback(
    async (hit: SearchHit) => {
      if (!hit.opens) return;
      if (hits.includes(hit) && !(await bring(hit))) return;
      forget();
      const { kind, id } = hit.opens;
      navigate.open(routeOf(kind, id));
    },
    [navigate, hits, bring, forget],
  );
}

const FocusSearchContext = createContext<() => void>(() => undefined);

function hitAt(hit: SearchHit | undefined): string | undefined {
  return hit && hitElementId(hit);
}

/** The state of the search box. */
export function useSearchState(): SearchState {
  const state = useContext(SearchContext);
  if (!state) throw new Error('Search is used outside its provider');
  return state;
}

/** Puts the focus in the search box, as F3 does; does not follow what is typed. */
export function useFocusSearch(): () => void {
  return useContext(FocusSearchContext);
}
