import { expect, it } from 'vitest';
import { draftsOfDay, routeOfDraft } from './drafts-of-day.ts';

it('leaves the day open for what was typed of a citizen, not for a form that was begun in Beheer', () => {
  const drafts = { 'administration:text-1': { kind: 'standardText', name: 'Uren' }, 'note:d1': { text: 'Belt terug' } };
  expect(draftsOfDay(drafts)).toEqual(['note:d1']);
  expect(draftsOfDay(drafts).map(routeOfDraft)).toEqual([{ name: 'dossier', dossierId: 'd1' }]);
});
