import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { readNow } from '../../bridge/store-api.ts';
import { addressLines } from './letter-values.ts';

/** Whom a paper is for, and what it is about. */
export interface RecipientOf {
  readonly personId?: string | undefined;
  readonly dossierId?: string | undefined;
}

export interface Recipient {
  readonly recipient?: string;
  readonly addressLines: string[];
  /** That they prefer; absent when it is nobody's paper. */
  readonly language?: Language;
}

/** To whom a letter goes: who prints somebody's address looks at it, and the look is written down first. */
export function useRecipient({ personId, dossierId }: RecipientOf) {
  const dispatch = useAppDispatch();
  return async (): Promise<Result<Recipient>> => {
    if (personId === undefined) return success({ addressLines: [] });
    const about =
      dossierId === undefined
        ? { purpose: 'counterService' as const }
        : { purpose: 'dossierHandling' as const, dossierId };
    const look = await dispatch(runCommand('consultPerson', { personId, ...about, reveal: false }));
    if (!look.ok) return look;
    const consultationId = look.value.written[0]?.documentId;
    if (consultationId === undefined) return failure('CONSULTATION_REQUIRED');
    const found = await dispatch(readNow('personCard', { personId, consultationId }));
    if (!found.ok) return found;
    const { displayName, address, language } = found.value.person;
    return success({ recipient: displayName, addressLines: address ? addressLines(address) : [], language });
  };
}
