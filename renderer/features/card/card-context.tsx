import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import { useFirstSync } from '../../app/frame/use-first-sync.ts';
import { selectRoute } from '../../app/navigation-slice.ts';
import type { RouteName } from '../../app/routes.ts';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useDeskDevices, useReaders } from '../devices/use-devices.ts';
import { type CardEvent, type CardPlace, type CardState, nextCardState, placeOf } from './card-state.ts';
import { isAssured } from './card-words.ts';

/** How long after a card left the reader its holder still counts as identified with it. */
const REMEMBERED_MILLISECONDS = 10 * 60_000;
/** A reader tells within this time that its card is gone. */
const MISSED_MILLISECONDS = 1_000;
const MOST_TRIES = 3;

interface CardAtDesk {
  readonly state: CardState;
  readonly readAgain: () => void;
  /** Whether this person was identified with a card a moment ago. Keeps an id, nothing of the card. */
  readonly wasIdentified: (personId: string) => boolean;
}

const CardContext = createContext<CardAtDesk>({
  state: { kind: 'none' },
  readAgain: () => undefined,
  wasIdentified: () => false,
});

/** The card of the citizen at this desk. */
export function useCardAtDesk(): CardAtDesk {
  return useContext(CardContext);
}

/** Where nothing of a citizen is open: there a card may come on the screen by itself. */
const openScreens: ReadonlySet<RouteName> = new Set([
  'today',
  'workList',
  'queue',
  'synchronisation',
  'conflicts',
  'devices',
  'search',
]);

/** Somebody is in the middle of something that a screen would take from them. */
function isBusy(): boolean {
  const focused = document.activeElement;
  const isTyping = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return (isTyping && focused.value !== '') || document.querySelector('[role="dialog"]') !== null;
}

/** Where the card lies now; none while the screen is locked, so that what was read goes away with it. */
function useCardPlace(): CardPlace | undefined {
  const readers = useReaders();
  const { settings } = useDeskDevices();
  const isLocked = useAppSelector(({ lock }) => lock.locked);
  // Before the register is here nobody can say whether somebody is in it.
  const isWaiting = useFirstSync().state === 'waiting';
  const found = isLocked || isWaiting ? undefined : placeOf(readers, settings?.preferredReader);
  const key = found && JSON.stringify(found);
  // The readers tell of every change; the same card in the same place is no news.
  return useMemo(() => (key === undefined ? undefined : (JSON.parse(key) as CardPlace)), [key]);
}

/**
 * A card that was pulled out while it was read may be back before its reader missed it: nothing will be told then, and it is read again,
 * a few times.
 */
function useBackBeforeMissed(state: CardState, tell: (event: CardEvent) => void): void {
  const place = state.kind === 'failed' && state.error.code === 'CARD_REMOVED' ? state.place : undefined;
  const tries = useRef({ key: '', count: 0 });
  useEffect(() => {
    if (place === undefined) return undefined;
    const key = `${place.reader} ${place.insertion}`;
    tries.current = { key, count: tries.current.key === key ? tries.current.count + 1 : 1 };
    if (tries.current.count > MOST_TRIES) return undefined;
    const again = setTimeout(() => tell({ kind: 'again' }), MISSED_MILLISECONDS);
    return () => clearTimeout(again);
  }, [place, tell]);
}

/** Fetches the photo and the checks of a card whose holder is known. */
function useVerification(state: CardState, tell: (event: CardEvent) => void): void {
  const checking = state.kind === 'checking' ? state : undefined;
  useEffect(() => {
    if (checking === undefined) return;
    const { place, card } = checking;
    const { readingId } = card;
    void desktop()
      .request('devices:eidVerification', { readingId })
      .then((answer) => {
        if (answer.ok) tell({ kind: 'verified', readingId, verification: answer.value });
        else tell({ kind: 'failed', place, error: answer.error });
      });
  }, [checking, tell]);
}

/** What an unfinished reading left stays on the card's own screen, and goes with it or behind the lock. */
function useLeaving(state: CardState, tell: (event: CardEvent) => void): void {
  const hasSeen = state.kind === 'failed' && state.seen !== undefined;
  const isShown = useAppSelector((all) => selectRoute(all).name === 'card' && !all.lock.locked);
  useEffect(() => {
    if (hasSeen && !isShown) tell({ kind: 'left' });
  }, [hasSeen, isShown, tell]);
}

function useCardState() {
  const place = useCardPlace();
  const [state, tell] = useReducer(nextCardState, { kind: 'none' });
  useEffect(() => tell({ kind: 'place', place }), [place]);
  const reading = state.kind === 'reading' ? state.place : undefined;
  useEffect(() => {
    if (reading === undefined) return;
    const { reader, insertion } = reading;
    void desktop()
      .request('devices:readEid', { reader, insertion })
      .then((answer) => {
        if (answer.ok) tell({ kind: 'holder', place: reading, card: answer.value });
        else tell({ kind: 'failed', place: reading, error: answer.error });
      });
  }, [reading]);
  useVerification(state, tell);
  useBackBeforeMissed(state, tell);
  useLeaving(state, tell);
  const readingId = state.kind === 'read' ? state.card.readingId : undefined;
  useEffect(() => {
    if (readingId === undefined) return;
    void desktop()
      .request('devices:eidRevocation', { readingId })
      .then((answer) => tell({ kind: 'asked', readingId, checks: answer.ok ? answer.value : [] }));
  }, [readingId]);
  return { state, readAgain: useCallback(() => tell({ kind: 'again' }), []) };
}

/** Opens the card's screen when its holder is known and nothing else is open: over a person that is open it never comes. */
function useOpening(readingId: string | undefined): void {
  const navigate = useNavigate();
  const route = useAppSelector(selectRoute).name;
  const current = useRef(route);
  useEffect(() => {
    current.current = route;
  });
  useEffect(() => {
    if (readingId !== undefined && openScreens.has(current.current) && !isBusy()) navigate.open({ name: 'card' });
  }, [readingId, navigate]);
}

/** Reads each card that is put into the citizen's reader, and forgets it when it is taken out. */
export function CardProvider({ children }: { readonly children: ReactNode }) {
  const { state, readAgain } = useCardState();
  const card = state.kind === 'read' ? state.card : undefined;
  useOpening(state.kind === 'read' || state.kind === 'checking' ? state.card.readingId : undefined);
  const last = useRef<{ readonly personId: string; readonly until: number }>(undefined);
  useEffect(() => {
    if (card === undefined || !isAssured(card)) return undefined;
    const { personId } = card;
    last.current = { personId, until: Number.POSITIVE_INFINITY };
    return () => {
      last.current = { personId, until: Date.now() + REMEMBERED_MILLISECONDS };
    };
  }, [card]);
  const wasIdentified = useCallback(
    (personId: string) => last.current?.personId === personId && Date.now() < last.current.until,
    [],
  );
  const value = useMemo(() => ({ state, readAgain, wasIdentified }), [state, readAgain, wasIdentified]);
  return <CardContext.Provider value={value}>{children}</CardContext.Provider>;
}
