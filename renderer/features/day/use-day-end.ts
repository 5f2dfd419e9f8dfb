import { type DayEndKind, type DayEndLine, dayEndLines } from '@onthaal/contract/rules/day/index.ts';
import type { Route } from '../../app/routes.ts';
import { useAppSelector } from '../../app/store.ts';
import { useDayEndQuery } from '../../bridge/store-api.ts';
import { useDesk } from '../queue/use-queue.ts';
import { draftsOfDay, routeOfDraft } from './drafts-of-day.ts';

const routes: Readonly<Record<Exclude<DayEndKind, 'drafts'>, OpenEnd['route']>> = {
  atDesk: { name: 'queue' },
  backOffice: { name: 'queue' },
  waiting: { name: 'queue' },
  unsent: { name: 'synchronisation' },
  refused: { name: 'synchronisation' },
  conflicts: { name: 'conflicts' },
  handovers: { name: 'today' },
  requests: { name: 'today' },
  waitingPapers: 'waitingPapers',
  cash: { name: 'paymentDay' },
  payments: { name: 'paymentDay' },
  papers: { name: 'devices' },
};

/** A line of the list, with where it is mended. */
export interface OpenEnd extends DayEndLine {
  /** A screen, or the list of the papers that wait. */
  readonly route: Route | 'waitingPapers';
}

/** What is left of the day at this desk; undefined until it was read. */
export function useDayEnd(): readonly OpenEnd[] | undefined {
  const { desk } = useDesk();
  const { data } = useDayEndQuery(desk === undefined ? {} : { deskId: desk.id });
  const drafts = useAppSelector((state) => draftsOfDay(state.drafts).join('\n'));
  // What came out of the printer and was fetched is forgotten there.
  const papers = useAppSelector(({ printing }) => printing.items.length);
  if (data === undefined) return undefined;
  const keys = drafts.split('\n').filter(Boolean);
  const left = dayEndLines({ ...data, drafts: keys.length, papers });
  return left.map((line) => ({
    ...line,
    route: line.kind === 'drafts' ? routeOfDraft(keys[0] ?? '') : routes[line.kind],
  }));
}
