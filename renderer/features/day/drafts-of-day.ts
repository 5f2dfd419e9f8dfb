import type { Route } from '../../app/routes.ts';
import { administrationDrafts, type Drafts } from '../interaction/drafts-slice.ts';

/** The keys of what was typed and not saved today. A form that was begun in Beheer waits as long as it takes: it does not keep the day open. */
export function draftsOfDay(drafts: Drafts): readonly string[] {
  return Object.keys(drafts).filter((key) => !key.startsWith(administrationDrafts));
}

/** Where a text that was typed and not saved is taken up again, by the form in the key of its draft. */
export function routeOfDraft(key: string): Route {
  const [form, id] = key.split(':');
  if (form === 'newPerson') return { name: 'newPerson' };
  if (form === 'dossier') return { name: 'newDossier', ...(id ? { personId: id } : {}) };
  if (form === 'interaction') return { name: 'newInteraction', ...(id ? { personId: id } : {}) };
  if (form === 'person' && id) return { name: 'person', personId: id };
  if (form === 'handover') return { name: 'queue' };
  if (form === 'correction') return { name: 'synchronisation' };
  if (id && ['note', 'edit', 'status', 'task', 'assign'].includes(form ?? ''))
    return { name: 'dossier', dossierId: id };
  return { name: 'today' };
}
