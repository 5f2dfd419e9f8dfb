import { v7 } from 'uuid';
import { plainLogIn, pushNew } from '../baseline/graphql.ts';

const BATCH = 50;

/** Another desk registers `count` contact moments about the given dossiers and sends them, batch after batch. */
export async function pushInteractions(url: string, dossierIds: readonly string[], count: number): Promise<void> {
  const token = await plainLogIn(url, 'member-noor', 'bench-other-desk');
  const by = { memberId: 'member-noor', name: 'Noor Claes' };
  for (let sent = 0; sent < count; sent += BATCH) {
    const at = new Date().toISOString();
    const documents = Array.from({ length: Math.min(BATCH, count - sent) }, (_, index) => ({
      id: v7(),
      operationId: v7(),
      createdAt: at,
      updatedAt: at,
      updatedBy: by,
      channel: 'phone',
      direction: 'incoming',
      state: 'answered',
      at,
      by,
      subject: `Vraag ${sent + index} over de stand van het dossier`,
      text: 'Vraagt wanneer de beslissing valt. Uitgelegd welke termijn loopt en hoe het bericht komt.',
      result: 'answered',
      dossierIds: [dossierIds[(sent + index) % dossierIds.length] ?? ''],
      labels: [],
      notes: [],
    }));
    await pushNew(url, token, 'interactions', documents);
  }
}
