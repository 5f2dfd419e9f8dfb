import type { CheckedEid, ConsultedEid, EidVerification } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { ReaderState, ReadersState } from '@onthaal/contract/devices/readers.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';

/** One insertion of a card in one reader: another card is another place. */
export interface CardPlace {
  readonly reader: string;
  readonly insertion: number;
  /** The card does not answer to power: nothing to read. */
  readonly isSilent: boolean;
}

/** The card of the citizen at this desk. What it says lives here and nowhere else, and only while it lies in the reader. */
export type CardState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly place: CardPlace }
  /** It is known who the holder is; the photo is being read and nothing was checked yet. */
  | { readonly kind: 'checking'; readonly place: CardPlace; readonly card: ConsultedEid }
  | {
      readonly kind: 'failed';
      /** Absent when the card is gone. */
      readonly place?: CardPlace | undefined;
      readonly error: OnthaalError;
      /** What was on the screen when it failed: never checked, and never to be. */
      readonly seen?: ConsultedEid | undefined;
    }
  | {
      readonly kind: 'read';
      readonly place: CardPlace;
      readonly card: CheckedEid;
      /** Whether it is revoked is still being asked. */
      readonly isAsking: boolean;
    };

export type CardEvent =
  | { readonly kind: 'place'; readonly place: CardPlace | undefined }
  | { readonly kind: 'again' }
  /** Nobody may see any more what an unfinished reading left. */
  | { readonly kind: 'left' }
  | { readonly kind: 'holder'; readonly place: CardPlace; readonly card: ConsultedEid }
  | { readonly kind: 'verified'; readonly readingId: string; readonly verification: EidVerification }
  | { readonly kind: 'failed'; readonly place: CardPlace; readonly error: OnthaalError }
  | { readonly kind: 'asked'; readonly readingId: string; readonly checks: readonly EidCheckResult[] };

/** Where the citizen's card lies: in the reader that this desk chose, else in the first one with a card. */
export function placeOf(state: ReadersState | undefined, preferred: string | undefined): CardPlace | undefined {
  const chosen = state?.readers.filter(({ name }) => name === preferred) ?? [];
  const readers = chosen.length > 0 ? chosen : (state?.readers ?? []);
  const found: ReaderState | undefined = readers.find(({ card }) => card !== 'absent');
  if (found === undefined) return undefined;
  return { reader: found.name, insertion: found.insertion, isSilent: found.card === 'silent' };
}

/** Whether two places are the same insertion of the same card. */
export function samePlace(one: CardPlace | undefined, other: CardPlace | undefined): boolean {
  return one?.reader === other?.reader && one?.insertion === other?.insertion && one?.isSilent === other?.isSilent;
}

const silent: OnthaalError = { code: 'CARD_SILENT', retryable: true };
const removed: OnthaalError = { code: 'CARD_REMOVED', retryable: true };

/** The next state. An answer about a card that is not there any more changes nothing. */
export function nextCardState(state: CardState, event: CardEvent): CardState {
  const here = state.kind === 'none' ? undefined : state.place;
  switch (event.kind) {
    case 'place':
      if (event.place === undefined) return withoutCard(state);
      if (samePlace(event.place, here)) return state;
      return event.place.isSilent
        ? { kind: 'failed', place: event.place, error: silent }
        : { kind: 'reading', place: event.place };
    case 'again':
      return here === undefined || here.isSilent ? state : { kind: 'reading', place: here };
    case 'left':
      return state.kind === 'failed' ? { ...state, seen: undefined } : state;
    case 'holder':
      if (state.kind !== 'reading' || !samePlace(event.place, here)) return state;
      return { kind: 'checking', place: event.place, card: event.card };
    case 'verified':
      if (state.kind !== 'checking' || state.card.readingId !== event.readingId) return state;
      return { kind: 'read', place: state.place, card: { ...state.card, ...event.verification }, isAsking: true };
    case 'failed':
      if (!isUnderWay(state) || !samePlace(event.place, here)) return state;
      return { kind: 'failed', place: event.place, error: event.error, ...seenIn(state) };
    case 'asked':
      if (state.kind !== 'read' || state.card.readingId !== event.readingId) return state;
      return { ...state, isAsking: false, card: { ...state.card, checks: merged(state.card.checks, event.checks) } };
    default:
      return state;
  }
}

type UnderWay = Extract<CardState, { readonly kind: 'reading' | 'checking' }>;

function isUnderWay(state: CardState): state is UnderWay {
  return state.kind === 'reading' || state.kind === 'checking';
}

function seenIn(state: UnderWay): { readonly seen?: ConsultedEid } {
  return state.kind === 'checking' ? { seen: state.card } : {};
}

/** A card that is pulled out in mid-read is told, with what was seen of it; one that was read, or was no eID, is simply gone. */
function withoutCard(state: CardState): CardState {
  if (isUnderWay(state)) return { kind: 'failed', error: removed, ...seenIn(state) };
  const isTold = state.kind === 'failed' && (state.place === undefined || state.error.code === 'CARD_REMOVED');
  if (state.kind === 'failed' && (isTold || state.seen !== undefined)) return { ...state, place: undefined };
  return { kind: 'none' };
}

function merged(checks: readonly EidCheckResult[], asked: readonly EidCheckResult[]): readonly EidCheckResult[] {
  return checks.map((one) => asked.find(({ check }) => check === one.check) ?? one);
}
