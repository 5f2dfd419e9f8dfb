import { type Role, roles } from '../../entities/reference-kinds.ts';
import type {
  Decision,
  FieldRule,
  Policy,
  PolicyAction,
  PolicyDocument,
  PolicyResource,
  PolicySubject,
  ReasonRule,
  Relation,
} from './policy.ts';
import { actionWords, collectionWords, roleWords } from './policy-words.ts';
import { relationsOf } from './relations-of.ts';

const allowed: Decision = { kind: 'allowed' };
const nothing: readonly Relation[] = [];

function isObject(value: unknown): value is PolicyDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A flag is a plain word, or an object whose `kind` is the word (as Person has them). */
function hasFlag({ document, personFlags }: PolicyResource, wanted: string | undefined): boolean {
  if (wanted === undefined || personFlags?.includes(wanted) === true) return true;
  const flags =
    document !== undefined && Object.hasOwn(document, 'flags') && Array.isArray(document.flags) ? document.flags : [];
  return flags.some((flag: unknown) => flag === wanted || (isObject(flag) && flag.kind === wanted));
}

function grantedRows(policy: Policy, { role }: PolicySubject, action: PolicyAction, { collection }: PolicyResource) {
  const ofRole = roles.includes(role) ? policy.grants[role] : {};
  const grants = Object.hasOwn(ofRole, collection) ? ofRole[collection] : undefined;
  return grants?.[action] ?? nothing;
}

function roleWord(role: Role): string {
  return roles.includes(role) ? roleWords[role] : 'onbekende rol';
}

function refused(
  code: Extract<Decision, { kind: 'denied' }>['code'],
  { role }: PolicySubject,
  action: PolicyAction,
  { collection }: PolicyResource,
): Decision {
  const what = `${collectionWords[collection] ?? 'gegevens'} ${actionWords[action]}`;
  const why = code === 'ACCESS_LOST' ? ', want ze horen niet bij het eigen werk' : '';
  return { kind: 'denied', code, sentence: `Een ${roleWord(role)} mag deze ${what} niet${why}.` };
}

function hides(rule: FieldRule, role: Role, resource: PolicyResource, of: ReadonlySet<Relation>): boolean {
  return (
    rule.collection === resource.collection &&
    rule.group === resource.fieldGroup &&
    rule.hiddenFrom.includes(role) &&
    hasFlag(resource, rule.flag) &&
    rule.unless?.some((relation) => of.has(relation)) !== true
  );
}

function asksReason(
  rule: ReasonRule,
  { role }: PolicySubject,
  action: PolicyAction,
  resource: PolicyResource,
  of: ReadonlySet<Relation>,
): boolean {
  return (
    rule.collection === resource.collection &&
    rule.actions.includes(action) &&
    rule.roles.includes(role) &&
    hasFlag(resource, rule.flag) &&
    (rule.relations === undefined || rule.relations.some((relation) => of.has(relation))) &&
    !rule.unless.some((relation) => of.has(relation))
  );
}

function reasonWanted({ role }: PolicySubject, { collection }: PolicyResource): Decision {
  const sentence = `Een ${roleWord(role)} opent deze ${collectionWords[collection]} pas na het opgeven van een reden.`;
  return { kind: 'needsReason', sentence };
}

function onFields(policy: Policy, subject: PolicySubject, action: PolicyAction, resource: PolicyResource): Decision {
  const { document } = resource;
  const of =
    document === undefined
      ? new Set<Relation>()
      : relationsOf(subject, resource, document, policy.publicReferenceKinds);
  const rules = policy.fieldRules.filter((rule) => hides(rule, subject.role, resource, of));
  const closed = rules.find((rule) => rule.shownForReason?.includes(subject.role) !== true);
  if (closed !== undefined) return refused('NOT_ALLOWED', subject, action, resource);
  return rules.length > 0 && !hasReason(resource) ? reasonWanted(subject, resource) : allowed;
}

function hasReason({ reason }: PolicyResource): boolean {
  return reason !== undefined && reason.trim() !== '';
}

const changesOfRows: readonly PolicyAction[] = ['open', 'reveal', 'update', 'delete', 'changeStatus'];

/**
 * Whether somebody may do something. The one place that says so: the mid-office answers and accepts by it, the store refuses and
 * leaves out by it.
 *
 * @param resource without a document: whether there is any row on which they might
 */
export function decide(
  policy: Policy,
  subject: PolicySubject,
  action: PolicyAction,
  resource: PolicyResource,
): Decision {
  const granted = grantedRows(policy, subject, action, resource);
  if (granted.length === 0) return refused('NOT_ALLOWED', subject, action, resource);
  if (resource.document !== undefined) {
    const of = relationsOf(subject, resource, resource.document, policy.publicReferenceKinds);
    const isGiven = (rows: readonly Relation[]) => rows.some((relation) => of.has(relation));
    // Who may not have the row may do nothing with it; what is new nobody has yet.
    const needed = changesOfRows.includes(action) ? grantedRows(policy, subject, 'view', resource) : granted;
    if (!isGiven(needed)) {
      return refused(action === 'view' ? 'NOT_ALLOWED' : 'ACCESS_LOST', subject, action, resource);
    }
    if (!isGiven(granted)) return refused('NOT_ALLOWED', subject, action, resource);
    const wanted = policy.reasonRules.some((rule) => asksReason(rule, subject, action, resource, of));
    if (wanted && !hasReason(resource)) return reasonWanted(subject, resource);
  }
  if (action === 'changeStatus' && resource.statusRoles?.includes(subject.role) === false) {
    return refused('STATUS_NOT_ALLOWED', subject, action, resource);
  }
  return resource.fieldGroup === undefined ? allowed : onFields(policy, subject, action, resource);
}

/** True when they may at once, without a reason. */
export function isAllowed(
  policy: Policy,
  subject: PolicySubject,
  action: PolicyAction,
  resource: PolicyResource,
): boolean {
  return decide(policy, subject, action, resource).kind === 'allowed';
}
