import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  type Decision,
  decide,
  isOnlyTrace,
  type PolicyAction,
  servedPolicy,
  subjectOf,
} from '@onthaal/contract/rules/policy/index.ts';
import { breaking } from '../reads/dossier-glass.ts';
import { linksWithDossier } from '../reads/work-links.ts';
import type { CommandContext } from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';

type Dossier = DocumentOf<'dossiers'>;

function decisionOnDossier(context: CommandContext, action: PolicyAction, dossier: Dossier): Decision {
  const { member, writer, references } = context;
  const row = breaking({ file: writer.file, references, member, trail: new Set() }, dossier);
  const links = linksWithDossier(writer.file, member, dossier.id);
  const resource = { collection: 'dossiers', document: dossier, links, reason: row?.reason } as const;
  return decide(servedPolicy, subjectOf(member), action, resource);
}

/** A task for oneself makes a dossier one's own work: not without opening it first. */
function takesUp({ member, writer }: CommandContext, { collection, fields }: DocumentChange): Dossier | undefined {
  if (collection !== 'tasks' || typeof fields.dossierId !== 'string') return undefined;
  const isForOneself = fields.memberId === member.memberId || member.teamIds.includes(String(fields.teamId));
  return isForOneself ? writer.current('dossiers', fields.dossierId)?.fields : undefined;
}

function decisionOn(context: CommandContext, change: DocumentChange): Decision {
  const { collection, fields } = change;
  const subject = subjectOf(context.member);
  const now = context.writer.current(collection, String(fields.id))?.fields;
  if (now !== undefined) {
    if (collection !== 'dossiers' || isOnlyTrace({ ...now }, fields)) {
      return decide(servedPolicy, subject, 'update', { collection });
    }
    return decisionOnDossier(context, 'update', now as Dossier);
  }
  const dossier = takesUp(context, change);
  const opening = dossier === undefined ? undefined : decisionOnDossier(context, 'open', dossier);
  if (opening?.kind === 'needsReason') return opening;
  return decide(servedPolicy, subject, 'create', { collection, document: fields });
}

/**
 * What the clerk may write of a plan: the first document, which the command is about, or nothing at all; what only follows from it
 * is left out when it is not for this role (an adviser registers a contact, but does not change the person).
 *
 * @returns the failure of the plan, or the policy's refusal: DOSSIER_OF_OTHER_TEAM while nobody here opened it with a reason
 */
export function permitted(
  context: CommandContext,
  planned: Result<readonly DocumentChange[]>,
): Result<readonly DocumentChange[]> {
  if (!planned.ok) return planned;
  const [first] = planned.value;
  if (first === undefined) return planned;
  const decision = decisionOn(context, first);
  if (decision.kind === 'needsReason') return failure('DOSSIER_OF_OTHER_TEAM');
  if (decision.kind === 'denied') return failure(decision.code);
  return success(planned.value.filter((change) => change === first || decisionOn(context, change).kind === 'allowed'));
}
