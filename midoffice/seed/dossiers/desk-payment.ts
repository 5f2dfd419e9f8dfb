import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { clerks } from '../references/members.ts';
import { systemAuthor } from '../references/row.ts';
import type { MadeDossier } from './dossier.ts';

const desks = 6;

/** Which desk of the town hall, always the same for a payment. */
function deskOf(id: string): number {
  return (id.codePointAt(id.length - 1) ?? 0) % desks;
}

/**
 * A fee that was paid by card was paid at a desk: it leaves the dossier and becomes a payment of its own.
 *
 * @returns the dossier as it stays, and its payment when there is one
 */
export function withDeskPayment({ dossier, type }: MadeDossier): {
  readonly dossier: DocumentOf<'dossiers'>;
  readonly payment: DocumentOf<'payments'> | undefined;
} {
  const paid = dossier.payments.find(({ method, state }) => method === 'card' && state === 'paid');
  if (paid === undefined) return { dossier, payment: undefined };
  const opener = dossier.history[0]?.by ?? systemAuthor;
  const [clerk = opener] = clerks;
  const by = opener.memberId === systemAuthor.memberId ? clerk : opener;
  const desk = deskOf(paid.id) + 1;
  const at = paid.stateSince;
  const steps = (['begun', 'sentToTerminal', 'approved'] as const).map((event, index) => ({
    id: `${paid.id}-${index + 1}`,
    ...{ at, by, event },
  }));
  const payment: DocumentOf<'payments'> = {
    id: paid.id,
    ...{ createdAt: at, updatedAt: at, updatedBy: by },
    kind: 'payment',
    ...{ day: dossier.openedOn, deviceId: `device-loket-${desk}`, deskId: `desk-${desk}`, memberId: by.memberId },
    dossierId: dossier.id,
    lines: paid.lines.map((line) => ({ ...line, id: 'dossier', name: type.name })),
    amountCents: paid.amountCents,
    method: 'card',
    ...(paid.reference === undefined ? {} : { reference: paid.reference }),
    ...{ state: 'paid', stateSince: at, steps },
  };
  return { dossier: { ...dossier, payments: dossier.payments.filter(({ id }) => id !== paid.id) }, payment };
}
