import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { useReferences } from '../dossier/use-references.ts';
import { useDesk } from '../queue/use-queue.ts';

/** The locations that give appointments, and the usual one: where this desk is, else where most desks are. */
export function usePlannedLocations(): {
  readonly locations: readonly ReferenceOf<'location'>[];
  readonly usual: ReferenceOf<'location'> | undefined;
} {
  const locations = useReferences('location').filter(({ data }) => (data.openingHours ?? []).length > 0);
  const { desk, desks } = useDesk();
  const desksAt = (building: string) => desks.filter(({ data }) => data.building === building).length;
  const [largest] = [...locations].sort((one, other) => desksAt(other.data.building) - desksAt(one.data.building));
  return { locations, usual: locations.find(({ data }) => data.building === desk?.data.building) ?? largest };
}
