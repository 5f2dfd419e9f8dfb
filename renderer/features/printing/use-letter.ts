import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { LetterTemplate, MadeLetter } from '@onthaal/contract/letters/letters.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useAppDispatch } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { letterValues } from './letter-values.ts';

/** What somebody wants to print. */
export interface AskedLetter {
  readonly template: LetterTemplate;
  readonly language: Language;
  readonly body: string;
}

/** A letter, with the language that its applicant prefers: known only now that somebody looked. */
export interface LetterForPerson extends MadeLetter {
  readonly preferred: Language | undefined;
}

/**
 * Makes a letter to the applicant of a dossier. Who prints somebody's data looks at it: the look is written down first, and what the
 * log does not let see is not printed.
 */
export function useMakeLetter(card: DossierCard) {
  const dispatch = useAppDispatch();
  const { id: dossierId, applicantId: personId } = card.dossier;
  return async ({ template, language, body }: AskedLetter): Promise<Result<LetterForPerson>> => {
    const look = await dispatch(
      runCommand('consultPerson', { personId, purpose: 'dossierHandling', dossierId, reveal: false }),
    );
    if (!look.ok) return look;
    const consultationId = look.value.written[0]?.documentId;
    if (consultationId === undefined) return failure('CONSULTATION_REQUIRED');
    const found = await dispatch(readNow('personCard', { personId, consultationId }));
    if (!found.ok) return found;
    const { person } = found.value;
    const wish = { language, today: new Date(), ...(template === 'letter' ? { body } : {}) };
    const made = await desktop().request('printing:make', {
      template,
      language,
      values: letterValues(card, person, wish),
    });
    return made.ok ? success({ ...made.value, preferred: person.language }) : made;
  };
}
