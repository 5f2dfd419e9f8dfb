import type { ReferenceData, ReferenceKind } from '@onthaal/contract/entities/reference.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
/** When the fixtures were made. */
export const at = '2026-01-01T08:00:00.000Z';

/** A row of reference data under an id of its own. */
export function row<Kind extends ReferenceKind>(kind: Kind, id: string, data: ReferenceData[Kind]) {
  return { id, createdAt: at, updatedAt: at, updatedBy: by, kind, code: id, name: id, active: true, data };
}

const receives = (id: string) =>
  row('member', id, { givenName: id, familyName: id, role: 'clerk', teamIds: ['team-planned'], jobTitle: '' });
const desk = (id: string) => row('desk', id, { building: 'Hall', number: id, teamIds: ['team-planned'] });
const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));

/** A hall that gives appointments every morning, at two desks and with two members. */
export const plannedHall = {
  collection: 'references' as const,
  documents: [
    row('team', 'team-planned', { description: '' }),
    row('location', 'hall', { building: 'Hall', openingHours, slotMinutes: 30 }),
    ...[desk('desk-a'), desk('desk-b'), receives('member-a'), receives('member-b')],
    row('product', 'attest', {
      ...{ theme: 'x', minutes: 20, minutesPerExtraPerson: 30, teamId: 'team-planned', bufferMinutes: 10 },
      ...{ modes: ['physical', 'digital'], bring: ['Uw kaart'] },
    }),
  ],
};

const permit = { theme: 'x', minutes: 15, minutesPerExtraPerson: 10, teamId: 'team-planned', bring: [] };

/** A hall of which the time is given by another system, and an annex of which it is given here; `modes` are those of a permit. */
export function governedHall(
  openingHours: ReferenceData['location']['openingHours'],
  modes: ReferenceData['product']['modes'],
) {
  return {
    collection: 'references' as const,
    documents: [
      row('team', 'team-planned', { description: '' }),
      row('location', 'hall', { building: 'Hall', openingHours, slotMinutes: 30 }),
      row('location', 'annex', { building: 'Annex', openingHours, slotMinutes: 30 }),
      row('desk', 'desk-annex', { building: 'Annex', number: '1', teamIds: ['team-planned'] }),
      receives('member-a'),
      row('product', 'permit', { ...permit, modes }),
      row('product', 'other', { ...permit, modes: ['physical'] }),
    ],
  };
}

/** What the hall gives. */
export const wish = { productCode: 'attest', persons: 1, mode: 'physical', locationId: 'hall' };
