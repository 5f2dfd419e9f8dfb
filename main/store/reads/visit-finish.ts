import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { VisitTouch } from '@onthaal/contract/entities/visit.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { atDesk } from '@onthaal/contract/rules/visits/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { VisitFinish, VisitTouchRow } from '@onthaal/contract/store/visits.ts';
import { wordless } from './protection.ts';
import { documentById, documentsWhere, type ReadContext } from './read-context.ts';
import { isShielded } from './shielded.ts';

type Visit = DocumentOf<'visits'>;
type Payment = DocumentOf<'payments'>;

const underWay: readonly Payment['state'][] = ['open', 'waitingForCard', 'busy', 'unknown'];

/** A dossier that was made during the visit, costs something, and was not paid. */
function isUnpaidDossier(context: ReadContext, visit: Visit, dossier: DocumentOf<'dossiers'>): boolean {
  if (dossier.createdAt < visit.arrivedAt) return false;
  const type = context.references.list('dossierType').find(({ code }) => code === dossier.typeCode);
  if ((type?.data.priceCents ?? 0) === 0) return false;
  const payments = documentsWhere(context, 'payments', 'd.field_dossierId = ?', dossier.id);
  return !payments.some(({ kind, state }) => kind === 'payment' && state === 'paid');
}

function euros(cents: number): string {
  return `€ ${(cents / 100).toFixed(2).replace('.', ',')}`;
}

/** Title of what was touched, and whether it is unpaid; undefined when it is not here. */
function look(
  context: ReadContext,
  visit: Visit,
  { collection, id }: VisitTouch,
): Pick<VisitTouchRow, 'title' | 'isUnpaid'> | undefined {
  const paid = { isUnpaid: false };
  if (collection === 'persons') {
    const person = documentById(context, 'persons', id);
    return person && { title: person.displayName, ...paid };
  }
  if (collection === 'dossiers') {
    const dossier = documentById(context, 'dossiers', id);
    if (dossier === undefined) return undefined;
    const isHidden = wordless(context, 'dossiers', [dossier]).has(id);
    const title = isHidden ? dossier.number : `${dossier.number} · ${dossier.subject}`;
    return { title, isUnpaid: isUnpaidDossier(context, visit, dossier) };
  }
  if (collection === 'documents') {
    const paper = documentById(context, 'documents', id);
    if (paper === undefined) return undefined;
    return wordless(context, 'documents', [paper]).has(id) ? paid : { title: paper.title, ...paid };
  }
  if (collection === 'appointments') {
    const appointment = documentById(context, 'appointments', id);
    return appointment && { title: appointment.code, ...paid };
  }
  const payment = documentById(context, 'payments', id);
  return payment && { title: euros(payment.amountCents), isUnpaid: underWay.includes(payment.state) };
}

function handedOver(context: ReadContext, visitId: string): readonly string[] {
  const sent = documentsWhere(
    context,
    'tasks',
    "d.field_senderId = ? AND json_extract(d.data, '$.visitId') = ? AND d.field_state <> 'cancelled'",
    context.member.memberId,
    visitId,
  );
  return [...new Set(sent.flatMap(({ questionId }) => questionId ?? []))];
}

/** What the end of a visit proposes; DOCUMENT_UNKNOWN for a visit that the member does not have at the desk. */
export function readVisitFinish(context: ReadContext, args: ReadArguments['visitFinish']): Result<VisitFinish> {
  const visit = documentById(context, 'visits', args.visitId);
  const isMine = visit?.memberId === context.member.memberId && atDesk.includes(visit.state);
  if (visit === undefined || !isMine) return failure('DOCUMENT_UNKNOWN', { field: 'visitId' });
  const person = visit.personId === undefined ? undefined : documentById(context, 'persons', visit.personId);
  const channel = person === undefined || isShielded(context, person) ? undefined : person.preferredChannel;
  return success({
    preferredChannel: channel,
    handedOver: handedOver(context, visit.id),
    touched: (visit.touched ?? []).flatMap((touch) => {
      const found = look(context, visit, touch);
      const { id, collection, isWritten, serviceId } = touch;
      return found === undefined ? [] : [{ id, collection, isWritten, serviceId, ...found }];
    }),
  });
}
