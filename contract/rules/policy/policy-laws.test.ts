import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionNames } from '../../entities/index.ts';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import {
  decide,
  isAllowed,
  limitedRoles,
  type PolicyDocument,
  type PolicyLinks,
  type PolicySubject,
  policyActions,
  servedPolicy,
  teamPolicy,
} from './index.ts';

const member = (role: Role, teamIds: readonly string[] = ['a']): PolicySubject => ({ id: 'me', role, teamIds });
const links: PolicyLinks = { dossierIds: new Set(['d1']), personIds: new Set(['p1']) };

describe('laws of the policy', () => {
  const anyRole = fc.constantFrom(...roles);
  const anyAction = fc.constantFrom(...policyActions);
  const anyCollection = fc.constantFrom(...collectionNames);
  const anyTeams = fc.subarray(['a', 'b', 'c']);
  const anyDocument: fc.Arbitrary<PolicyDocument> = fc.record(
    {
      id: fc.constantFrom('p1', 'd1', 'x'),
      kind: fc.constantFrom('room', 'member', 'citizen'),
      teamId: fc.constantFrom('a', 'b', 'd'),
      memberId: fc.constantFrom('me', 'you'),
      handlerId: fc.constantFrom('me', 'you'),
      dossierId: fc.constantFrom('d1', 'd2'),
      personId: fc.constantFrom('p1', 'p2'),
      flags: fc.constantFrom([], ['addressSecret'], [{ id: '1', kind: 'addressSecret' }]),
    },
    { requiredKeys: ['id'] },
  );
  const anyReason = fc.constantFrom(undefined, '', 'Vraag aan de balie');
  const rank = { denied: 0, needsReason: 1, allowed: 2 } as const;

  it('nobody gains by losing a team, a link or their reason', () => {
    fc.assert(
      fc.property(
        anyRole,
        anyAction,
        anyCollection,
        anyDocument,
        anyTeams,
        anyReason,
        (role, action, collection, document, teams, reason) => {
          for (const policy of [teamPolicy, servedPolicy]) {
            const full = { collection, document, links, reason };
            const much = rank[decide(policy, member(role, teams), action, full).kind];
            for (const team of teams) {
              const fewer = teams.filter((other) => other !== team);
              expect(rank[decide(policy, member(role, fewer), action, full).kind]).toBeLessThanOrEqual(much);
            }
            const poorer = [
              { collection, document, reason },
              { collection, document, links },
            ];
            for (const less of poorer) {
              expect(rank[decide(policy, member(role, teams), action, less).kind]).toBeLessThanOrEqual(much);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('kiosk and guest do nothing but read public reference data, whatever they say', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...limitedRoles),
        anyAction,
        anyCollection,
        anyDocument,
        anyReason,
        (role, action, collection, document, reason) => {
          for (const policy of [teamPolicy, servedPolicy]) {
            const decision = decide(policy, member(role, ['a', 'b']), action, { collection, document, links, reason });
            const isPublic =
              collection === 'references' && document.kind === 'room' && (action === 'view' || action === 'open');
            expect(decision.kind).toBe(isPublic ? 'allowed' : 'denied');
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('mid-office and desk agree on every row that the centre lets the desk have', () => {
    fc.assert(
      fc.property(
        anyRole,
        anyAction,
        anyCollection,
        anyDocument,
        anyTeams,
        anyReason,
        (role, action, collection, document, teams, reason) => {
          const subject = member(role, teams);
          const resource = { collection, document, links, reason };
          fc.pre(isAllowed(teamPolicy, subject, 'view', resource));
          // What may be done with a status is the dossier type's to say, which both ask.
          fc.pre(action !== 'changeStatus');
          expect(decide(servedPolicy, subject, action, resource).kind).toBe(
            decide(teamPolicy, subject, action, resource).kind,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('who may not open a row may not reveal, change or remove it', () => {
    fc.assert(
      fc.property(
        anyRole,
        anyAction,
        anyCollection,
        anyDocument,
        anyTeams,
        (role, action, collection, document, teams) => {
          fc.pre(['open', 'reveal', 'update', 'delete'].includes(action));
          const resource = { collection, document, links, reason: 'x' };
          fc.pre(!isAllowed(teamPolicy, member(role, teams), 'view', resource));
          expect(isAllowed(teamPolicy, member(role, teams), action, resource)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
