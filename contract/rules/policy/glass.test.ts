import { expect, it } from 'vitest';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import { decide, type PolicyLinks, servedPolicy } from './index.ts';

/** What a role may do with a dossier of another team, where every desk has all rows; written by hand, apart from the policy. */
const onDossierOfOtherTeam: Readonly<Record<Role, Readonly<Record<'open' | 'update' | 'changeStatus', string>>>> = {
  clerk: { open: 'allowed', update: 'allowed', changeStatus: 'allowed' },
  caseHandler: { open: 'needsReason', update: 'needsReason', changeStatus: 'needsReason' },
  adviser: { open: 'allowed', update: 'denied', changeStatus: 'allowed' },
  teamLead: { open: 'needsReason', update: 'needsReason', changeStatus: 'needsReason' },
  administrator: { open: 'allowed', update: 'allowed', changeStatus: 'allowed' },
  recordManager: { open: 'needsReason', update: 'needsReason', changeStatus: 'needsReason' },
  kiosk: { open: 'denied', update: 'denied', changeStatus: 'denied' },
  guest: { open: 'denied', update: 'denied', changeStatus: 'denied' },
};
const glassCells = roles.flatMap((role) =>
  (['open', 'update', 'changeStatus'] as const).map(
    (action) => [role, action, onDossierOfOtherTeam[role][action]] as const,
  ),
);

it.each(glassCells)(
  '%s, %s of a dossier of another team: %s, and what a reason opens is open',
  (role, action, kind) => {
    const document = { id: 'd9', teamId: 'b' };
    const ask = (more: { readonly reason?: string; readonly links?: PolicyLinks } = {}, teams = ['a']) =>
      decide(servedPolicy, { id: 'me', role, teamIds: teams }, action, { collection: 'dossiers', document, ...more })
        .kind;
    const opened = kind === 'needsReason' ? 'allowed' : kind;
    expect(ask()).toBe(kind);
    expect(ask({ reason: '  ' })).toBe(kind);
    expect(ask({ reason: 'Vraag aan het loket' })).toBe(opened);
    expect(ask({ links: { dossierIds: new Set(['d9']) } })).toBe(opened);
    expect(ask({}, ['b'])).toBe(opened);
  },
);
