import type { TakenPage } from './worker/imaging-protocol.ts';

/** Most pages of one document: with more, the memory of a small desk is not enough. */
export const MOST_PAGES = 40;

/** A page that was scanned and not yet filed. */
export interface ScanPage extends TakenPage {
  readonly id: string;
}

/** The pages of one document, in order, and which one is looked at. */
export interface ScanPages {
  readonly pages: readonly ScanPage[];
  readonly shown: string | undefined;
}

export type ScanPagesChange =
  | { readonly kind: 'add'; readonly page: ScanPage }
  /** The same page, scanned again or turned. */
  | { readonly kind: 'replace'; readonly id: string; readonly page: TakenPage }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly by: 1 | -1 }
  | { readonly kind: 'show'; readonly id: string };

export const noPages: ScanPages = { pages: [], shown: undefined };

function removed({ pages, shown }: ScanPages, id: string): ScanPages {
  const place = pages.findIndex((page) => page.id === id);
  const left = pages.filter((page) => page.id !== id);
  const beside = left[Math.min(Math.max(place, 0), left.length - 1)]?.id;
  return { pages: left, shown: shown === id ? beside : shown };
}

function moved({ pages, shown }: ScanPages, id: string, by: 1 | -1): ScanPages {
  const from = pages.findIndex((page) => page.id === id);
  const to = from + by;
  const [page, other] = [pages[from], pages[to]];
  if (page === undefined || other === undefined) return { pages, shown };
  return { pages: pages.with(from, other).with(to, page), shown };
}

/** What a change makes of the pages. A page that is added is looked at. */
export function changePages(state: ScanPages, change: ScanPagesChange): ScanPages {
  switch (change.kind) {
    case 'add':
      return state.pages.length >= MOST_PAGES ? state : { pages: [...state.pages, change.page], shown: change.page.id };
    case 'replace':
      return {
        pages: state.pages.map((page) => (page.id === change.id ? { ...change.page, id: page.id } : page)),
        shown: change.id,
      };
    case 'remove':
      return removed(state, change.id);
    case 'move':
      return moved(state, change.id, change.by);
    default:
      return { ...state, shown: change.id };
  }
}
