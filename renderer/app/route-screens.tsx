import type { ComponentType } from 'react';
import { AdministrationScreen } from '../features/administration/administration-screen.tsx';
import { CardScreen } from '../features/card/card-screen.tsx';
import { ConflictScreen } from '../features/conflicts/conflict-screen.tsx';
import { ConflictsScreen } from '../features/conflicts/conflicts-screen.tsx';
import { BoardScreen } from '../features/day/board-screen.tsx';
import { DayEndScreen } from '../features/day/day-end-screen.tsx';
import { DevicesScreen } from '../features/devices/devices-screen.tsx';
import { DossierScreen } from '../features/dossier/dossier-screen.tsx';
import { NewInteractionScreen } from '../features/interaction/new-interaction-screen.tsx';
import { NewDossierScreen } from '../features/new-dossier/new-dossier-screen.tsx';
import { NewPersonScreen } from '../features/new-person/new-person-screen.tsx';
import { PaymentDayScreen } from '../features/payments/payment-day-screen.tsx';
import { PersonScreen } from '../features/person/person-screen.tsx';
import { CalendarScreen } from '../features/planner/calendar/calendar-screen.tsx';
import { QueueScreen } from '../features/queue/queue-screen.tsx';
import { SearchScreen } from '../features/search/search-screen.tsx';
import { SynchronisationScreen } from '../features/synchronisation/synchronisation-screen.tsx';
import { TodayScreen } from '../features/today/today-screen.tsx';
import { WorkListScreen } from '../features/work-list/work-list-screen.tsx';
import type { RouteName, RouteOf } from './routes.ts';

/** The screen of each route. A screen gets its route; it is mounted anew when the route shows something else. */
export const routeScreens: { readonly [Name in RouteName]: ComponentType<{ readonly route: RouteOf<Name> }> } = {
  today: TodayScreen,
  search: SearchScreen,
  workList: WorkListScreen,
  person: PersonScreen,
  newPerson: NewPersonScreen,
  dossier: DossierScreen,
  newDossier: NewDossierScreen,
  newInteraction: NewInteractionScreen,
  synchronisation: SynchronisationScreen,
  conflicts: ConflictsScreen,
  conflict: ConflictScreen,
  queue: QueueScreen,
  board: BoardScreen,
  dayEnd: DayEndScreen,
  calendar: CalendarScreen,
  paymentDay: PaymentDayScreen,
  devices: DevicesScreen,
  administration: AdministrationScreen,
  card: CardScreen,
};
