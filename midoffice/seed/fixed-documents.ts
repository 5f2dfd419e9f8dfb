import type { SeedDocument } from './batches.ts';
import {
  callOfKarim,
  fixedAppointments,
  fixedDossierDocuments,
  fixedInteractions,
  fixedMessages,
  fixedTasks,
  fixedVisits,
} from './fixed/fixed-contacts.ts';
import { fixedDossiers } from './fixed/fixed-dossiers.ts';
import { fixedPersons } from './fixed/fixed-persons.ts';
import type { World } from './world.ts';

/** The records that every seed has (`fixed-records.ts`), in an order in which nothing refers forward. */
export function fixedDocuments(world: World): readonly SeedDocument[] {
  const as = <Name extends SeedDocument['collection']>(
    collection: Name,
    documents: readonly Extract<SeedDocument, { collection: Name }>['document'][],
  ) => documents.map((document) => ({ collection, document }) as Extract<SeedDocument, { collection: Name }>);
  return [
    ...as('persons', fixedPersons(world, callOfKarim(world))),
    ...as('dossiers', fixedDossiers(world)),
    ...as('interactions', fixedInteractions(world)),
    ...as('tasks', fixedTasks(world)),
    ...as('appointments', fixedAppointments(world)),
    ...as('visits', fixedVisits(world)),
    ...as('documents', fixedDossierDocuments(world)),
    ...as('messages', fixedMessages(world)),
  ];
}
