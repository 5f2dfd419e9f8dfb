import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import {
  type Decision,
  decide,
  isAllowed,
  limitedRoles,
  type Policy,
  type PolicyAction,
  type PolicyDocument,
  type PolicyLinks,
  servedPolicy,
  subjectOf,
  teamPolicy,
} from '@onthaal/contract/rules/policy/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Session } from '../session/session.ts';

export type WriteAction = Extract<PolicyAction, 'create' | 'update' | 'delete'>;

/** The rights of a mid-office that hands out rows in this way. */
export function policyOf(scope: Configuration['scope']): Policy {
  return scope === 'teams' ? teamPolicy : servedPolicy;
}

/** Roles without a desk of their own keep nothing: nothing can leave them either. */
export function keepsNothing({ role }: Session): boolean {
  return limitedRoles.includes(role);
}

/**
 * Whether the session may write this. Whether it may have the row as it is now is `receivable`'s question.
 *
 * @param next the new state; left out: whether it may write any row of the collection so
 */
export function mayWrite(
  session: Session,
  collection: CollectionName,
  action: WriteAction,
  next?: PolicyDocument,
): Decision {
  // A row that is changed or removed is in the session's scope already, see `receivable`.
  const document = action === 'create' ? next : undefined;
  return decide(servedPolicy, subjectOf(session), action, { collection, document });
}

/** Whether the session may change reference data: products, texts, questions, who works where. */
export function mayAdminister(session: Session): boolean {
  return isAllowed(servedPolicy, subjectOf(session), 'administer', { collection: 'references' });
}

/** Whether the session may give moments that are reserved for a desk back to everybody. */
export function mayFreeTime(session: Session): boolean {
  return isAllowed(servedPolicy, subjectOf(session), 'freeTime', { collection: 'appointments' });
}

/** True when a row may go to this session. */
export function mayReceive(
  session: Session,
  scope: Configuration['scope'],
  collection: CollectionName,
  document: PolicyDocument,
  links: PolicyLinks = {},
): boolean {
  return isAllowed(policyOf(scope), subjectOf(session), 'view', { collection, document, links });
}

/** The collections of which the session may receive any document at all. */
export function visibleCollections(session: Session, scope: Configuration['scope']): readonly CollectionName[] {
  const subject = subjectOf(session);
  return collectionNames.filter((collection) => isAllowed(policyOf(scope), subject, 'view', { collection }));
}
