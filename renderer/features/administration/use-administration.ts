import type { Reference } from '@onthaal/contract/entities/reference.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { type EditableKind, type KnownCodes, knownCodes } from '@onthaal/contract/rules/administration/index.ts';
import type { SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { useCallback, useMemo } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { useReferenceListQuery, useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useReferences } from '../dossier/use-references.ts';
import { type MadeMove, stepsBack } from './schedule/after-save.ts';
import { showSteps } from './schedule/steps-board.ts';
import { useStepParts } from './schedule/use-step-parts.ts';

/** Whether who is logged in sets up products, texts and questions. */
export function useAdministers(): boolean {
  return useAppSelector(({ session }) => session.member?.role === 'administrator');
}

/** The rows of a kind, also those that were withdrawn; undefined until they are read. */
export function useAllOf(kind: EditableKind): readonly Reference[] | undefined {
  return useReferenceListQuery({ kind }).data;
}

/** The codes that a row may name. */
export function useKnownCodes(): KnownCodes {
  const products = useReferences('product');
  const types = useReferences('dossierType');
  const prices = useReferences('price');
  return useMemo(() => knownCodes([...products, ...types, ...prices]), [products, types, prices]);
}

/** Whether the mid-office can be asked now: only there something is written. */
export function useHasLine(): boolean {
  const { data } = useSyncStatusQuery({});
  return data === undefined || data.phase !== 'offline';
}

/** Writes a row at the mid-office. */
export function useSaveReference(): (row: SaveReference) => Promise<Result<SavedReference>> {
  const dispatch = useAppDispatch();
  return useCallback((row) => dispatch(askCentre('saveReference', row)), [dispatch]);
}

/** What a save left: on which row the next change is based, and which appointments it moved. */
interface Left {
  readonly updatedAt: string;
  readonly moves: readonly MadeMove[];
}

/**
 * Says that a row was written, with the way back to what it was: the same words again, or withdrawn when it was new. What it moved is offered
 * to be moved back too: their citizens were told, so that is asked.
 */
export function useSayWritten(): (
  title: string,
  before: Reference | undefined,
  written: SaveReference,
  left: Left,
) => void {
  const t = useText();
  const save = useSaveReference();
  const tell = useErrorNotice();
  const parts = useStepParts();
  return (title, before, written, { updatedAt, moves }) => {
    const was = before === undefined ? { ...written, active: false } : { ...written, ...before };
    const { operationId: _operation, basedOn: _based, id, kind, name, active, data } = { ...written, ...was };
    const undo = async () => {
      const result = await save({
        operationId: v7(),
        id,
        kind: kind as EditableKind,
        name,
        active,
        data,
        basedOn: updatedAt,
      });
      if (!result.ok) return tell(result.error);
      const back = await showSteps({ kind: 'back', steps: stepsBack(parts, moves) });
      if (back.length > 0) showDone(t('steps.back.done', { count: back.length }));
    };
    showDone(title, { label: t('action.undo'), run: () => void undo() });
  };
}
