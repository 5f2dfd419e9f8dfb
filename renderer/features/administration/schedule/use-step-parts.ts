import { useMemo } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { StepParts } from './after-save.ts';

/** What the steps after a save ask the centre with, and how they are said. */
export function useStepParts(): StepParts {
  const dispatch = useAppDispatch();
  const t = useText();
  const formats = useFormats();
  return useMemo(
    () => ({
      ask: (name, args) => dispatch(askCentre(name, args)),
      titleOf: ({ startsAt, name, product }) => [formats.dayTime(startsAt), name, product].filter(Boolean).join(' · '),
      titleOfGroup: (product, count) => t('steps.callGroup', { product, count }),
    }),
    [dispatch, t, formats],
  );
}
