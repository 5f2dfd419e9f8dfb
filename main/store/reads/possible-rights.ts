import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { possibleRights, type RightsReason } from '@onthaal/contract/rules/rights/index.ts';
import { atDesk } from '@onthaal/contract/rules/visits/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { PossibleRightRow } from '@onthaal/contract/store/rights.ts';
import { todayInBrussels } from '../database/clock.ts';
import { dossiersOfPerson } from './cards.ts';
import { documentById, type ReadContext, shown } from './read-context.ts';
import { isShielded } from './shielded.ts';

type Visit = DocumentOf<'visits'>;

/** What who looks may see of the visitor anyway; of a protected person nothing, and so no condition on them is met. */
function knownOf(context: ReadContext, visit: Visit) {
  const stored = visit.personId === undefined ? undefined : documentById(context, 'persons', visit.personId);
  if (stored === undefined || isShielded(context, stored)) return {};
  const person = shown(context, 'persons', stored);
  const dossiers = dossiersOfPerson(context, person.id).filter(({ shielded }) => shielded !== true);
  return { birthDate: person.birthDate, dossiers, answers: person.rightsAnswers ?? [] };
}

/** The rights that a visitor may have, with why; DOCUMENT_UNKNOWN for a visit that who asks does not have at the desk. */
export function readPossibleRights(
  context: ReadContext,
  args: ReadArguments['possibleRights'],
): Result<readonly PossibleRightRow[]> {
  const visit = documentById(context, 'visits', args.visitId);
  const isMine = visit?.memberId === context.member.memberId && atDesk.includes(visit.state);
  if (visit === undefined || !isMine) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  const { references } = context;
  const { answers = [], ...known } = knownOf(context, visit);
  const rights = possibleRights(references.list('rightsHint'), {
    ...known,
    today: todayInBrussels(),
    questionCodes: visit.services.map(({ productCode }) => productCode),
    answers: [...answers, ...(visit.rightsAnswers ?? [])],
  });
  const nameOf = (code: string) =>
    references.list('product').find((product) => product.code === code)?.name ?? references.dossierType(code)?.name;
  const named = (reason: RightsReason) => {
    if (reason.kind === 'age') return reason;
    return { ...reason, name: nameOf(reason.kind === 'question' ? reason.code : reason.typeCode) };
  };
  return success(
    rights.map(({ hint: { code, name, data }, because, toAsk }) => ({
      ...{ hintCode: code, name, explanation: data.explanation, legalBasis: data.legalBasis },
      ...{ productName: nameOf(data.productCode) ?? data.productCode, because: because.map(named), toAsk },
    })),
  );
}
