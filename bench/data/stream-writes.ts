import { v7 } from 'uuid';
import type { Desk } from '../../midoffice/testing/desk.ts';
import { consultationFixture, moment, personFixture } from '../../midoffice/testing/fixture-documents.ts';

/** What the writes of the benchmark are about, one after the other: pokes name collections, so each can be told from the one before. */
export const writtenCollections = ['persons', 'tasks', 'interactions', 'consultations'] as const;
export type WrittenCollection = (typeof writtenCollections)[number];

/** The device that the written consultations name: the centre takes them from no other. */
export const writerDevice = 'device-els';

const author = { memberId: 'member-els', name: 'Els Peeters' };

function documentOf(collection: WrittenCollection, teamId: string, personId: string) {
  const basis = { id: v7(), createdAt: moment, updatedAt: moment, updatedBy: author };
  switch (collection) {
    case 'persons':
      return personFixture({ nationalNumber: undefined });
    case 'consultations':
      return consultationFixture(personId);
    case 'tasks':
      return { ...basis, kind: 'action', title: 'Nakijken', state: 'open', teamId, notes: [] };
    case 'interactions':
      return {
        ...basis,
        ...{ channel: 'phone', direction: 'incoming', subject: 'Vraag', text: '', state: 'answered', teamId },
        ...{ dossierIds: [], at: moment, by: author, labels: [], notes: [] },
      };
  }
}

/** Pushes a new document. Answers when the centre took it, in milliseconds since 1970: just before it committed. */
export async function writeOne(
  desk: Desk,
  collection: WrittenCollection,
  teamId: string,
  personId: string,
): Promise<number> {
  const document = JSON.parse(JSON.stringify(documentOf(collection, teamId, personId))) as object;
  const [outcome] = await desk.push(collection, [{ operationId: v7(), newDocumentState: document }]);
  if (outcome?.outcome !== 'accepted') throw new Error(`A write was not accepted: ${JSON.stringify(outcome?.error)}`);
  return Date.parse(outcome.acceptedAt ?? '');
}
