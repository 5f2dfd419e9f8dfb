import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import type { ValueWords } from '../conflicts/field-values.ts';
import { useReferenceNames } from '../dossier/use-references.ts';
import type { Question } from '../new-dossier/questions/questions.ts';

const noQuestions: readonly Question[] = [];

/** What it takes to show stored values of a collection to a person. */
export function useValueWords(
  questions: readonly Question[] = noQuestions,
): (collection: CollectionName) => ValueWords {
  const t = useText();
  const formats = useFormats();
  const nameOf = useReferenceNames();
  return useMemo(
    () => (collection: CollectionName) => ({ t, formats, collection, nameOf, questions }),
    [t, formats, nameOf, questions],
  );
}
