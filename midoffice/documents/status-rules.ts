import { type DossierStatus, dossierStatuses } from '@onthaal/contract/entities/dossier.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { DossierType } from '@onthaal/contract/entities/reference-kinds.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { decide, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { Session } from '../session/session.ts';

type Dossier = DocumentOf<'dossiers'>;

interface Step {
  readonly from: DossierStatus;
  readonly to: DossierStatus;
}

function asStatus(text: string | undefined): DossierStatus | undefined {
  return dossierStatuses.find((status) => status === text);
}

// A desk that worked offline pushes only where the dossier ended; the history lines it added say which way it went.
function stepsOfHistory(before: Dossier | undefined, after: Dossier): readonly Step[] {
  const known = new Set((before?.history ?? []).map((event) => event.id));
  return after.history.flatMap((event) => {
    if (event.kind !== 'statusChanged' || known.has(event.id)) return [];
    const from = asStatus(event.parameters?.from);
    const to = asStatus(event.parameters?.to);
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

function isWay(steps: readonly Step[], start: DossierStatus, end: DossierStatus): boolean {
  let position = start;
  for (const step of steps) {
    if (step.from !== position) return false;
    position = step.to;
  }
  return position === end;
}

function stepProblem(type: DossierType, session: Session, step: Step): OnthaalError | undefined {
  const details = { from: step.from, to: step.to };
  const target = type.statuses.find((definition) => definition.status === step.to);
  const source = type.statuses.find((definition) => definition.status === step.from);
  if (target === undefined || source?.next.includes(step.to) !== true) {
    return failure('STATUS_TRANSITION_NOT_ALLOWED', { field: 'status', details }).error;
  }
  const resource = { collection: 'dossiers', statusRoles: target.roles } as const;
  const decision = decide(servedPolicy, subjectOf(session), 'changeStatus', resource);
  return decision.kind === 'allowed' ? undefined : failure('STATUS_NOT_ALLOWED', { field: 'status', details }).error;
}

/**
 * Judges the way from the centre's status to the pushed one: every step must be foreseen by the dossier type and open to
 * the member's role. Several steps made offline count when the added history lines (`statusChanged` with parameters
 * `from` and `to`) tell them one after the other; else the change is judged as one step. A new dossier starts at the
 * type's initial status.
 */
export function statusProblem(
  type: DossierType,
  session: Session,
  before: Dossier | undefined,
  after: Dossier,
): OnthaalError | undefined {
  const start = before?.status ?? type.initialStatus;
  const end = after.status;
  if (start === end) return undefined;
  const told = stepsOfHistory(before, after);
  const steps = isWay(told, start, end) ? told : [{ from: start, to: end }];
  return steps.map((step) => stepProblem(type, session, step)).find((problem) => problem !== undefined);
}
