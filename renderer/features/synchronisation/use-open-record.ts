import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { useNavigate } from '../../app/use-navigate.ts';

function idIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The way to the record that an item is about: its card, or the card of the person or dossier that it belongs to. */
export function useOpenRecord(item: SyncItem): (() => void) | undefined {
  const navigate = useNavigate();
  const { collection, documentId, changes } = item;
  const linked = Array.isArray(changes.dossierIds) ? changes.dossierIds[0] : changes.dossierId;
  const dossierId = collection === 'dossiers' ? documentId : idIn(linked);
  const personId = collection === 'persons' ? documentId : idIn(changes.personId);
  if (dossierId) return () => navigate.open({ name: 'dossier', dossierId });
  if (personId) return () => navigate.open({ name: 'person', personId, purpose: 'correction' });
  return undefined;
}
