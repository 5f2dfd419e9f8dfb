import type { ConsultationPurpose } from '@onthaal/contract/entities/correspondence.ts';

/** Where one can be. A route names a screen and what it shows, by id; never a name or a text of a person. */
export type Route =
  | { readonly name: 'today' }
  | { readonly name: 'search' }
  | { readonly name: 'workList' }
  | {
      readonly name: 'person';
      readonly personId: string;
      /** Why one looks, as far as the way here says so; else the screen asks. */
      readonly purpose?: ConsultationPurpose | undefined;
      /** The dossier from which one looks. */
      readonly dossierId?: string | undefined;
    }
  /** `personId`: the id that the person will have, when something was written down about them already. */
  | { readonly name: 'newPerson'; readonly personId?: string | undefined }
  | { readonly name: 'dossier'; readonly dossierId: string }
  | { readonly name: 'newDossier'; readonly personId?: string | undefined }
  | {
      readonly name: 'newInteraction';
      readonly personId?: string | undefined;
      readonly dossierId?: string | undefined;
    }
  | { readonly name: 'synchronisation' }
  | { readonly name: 'conflicts' }
  | { readonly name: 'conflict'; readonly conflictId: string }
  | { readonly name: 'queue' }
  | { readonly name: 'board' }
  | { readonly name: 'dayEnd' }
  | { readonly name: 'calendar' }
  | { readonly name: 'paymentDay' }
  | { readonly name: 'devices' }
  | { readonly name: 'administration' }
  /** The card in the citizen's reader. */
  | { readonly name: 'card' };
export type RouteName = Route['name'];
export type RouteOf<Name extends RouteName> = Extract<Route, { readonly name: Name }>;

/** Whether two routes show the same. */
export function sameRoute(one: Route, other: Route): boolean {
  const fields = (route: Route) => JSON.stringify(Object.entries(route).sort());
  return fields(one) === fields(other);
}
