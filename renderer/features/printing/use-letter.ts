import type { LetterTemplate, MadeLetter } from '@onthaal/contract/letters/letters.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useAppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { letterValues } from './letter-values.ts';

/**
 * Makes a letter to the applicant of a dossier. Who prints somebody's data looks at it: the look is written down first, and what the
 * log does not let see is not printed.
 */
export function useMakeLetter(card: DossierCard) {
  const dispatch = useAppDispatch();
  const { id: dossierId, applicantId: personId } = card.dossier;
  return async (template: LetterTemplate, body: string): Promise<Result<MadeLetter>> => {
    const look = await dispatch(
      runCommand('consultPerson', { personId, purpose: 'dossierHandling', dossierId, reveal: false }),
    );
    if (!look.ok) return look;
    const consultationId = look.value.written[0]?.documentId;
    if (consultationId === undefined) return failure('CONSULTATION_REQUIRED');
    const found = await dispatch(readNow('personCard', { personId, consultationId }));
    if (!found.ok) return found;
    const values = letterValues(card, found.value.person, new Date(), template === 'letter' ? body : undefined);
    return desktop().request('printing:make', { template, values });
  };
}
