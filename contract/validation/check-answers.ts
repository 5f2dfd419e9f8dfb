import type { TSchema } from 'typebox';
import type { Dossier } from '../entities/dossier.ts';
import type { DossierType } from '../entities/reference-kinds.ts';
import type { Result } from '../result.ts';
import { type Check, compiledCheck } from './checks.ts';

type Answers = Dossier['answers'];

// A dossier type's question set is one long-lived object per version, so the compiled check lives as long as it does.
const compiled = new WeakMap<object, Check<Answers>>();

/**
 * Checks a dossier's answers against the question set of its type (a JSON Schema of an object).
 *
 * @returns the answers, or FIELD_REQUIRED / FIELD_INVALID with a path such as `answers.surface`
 */
export function checkAnswers(questionSchema: DossierType['questionSchema'], answers: Answers): Result<Answers> {
  const known = compiled.get(questionSchema);
  const check = known ?? compiledCheck<Answers>(questionSchema as unknown as TSchema, 'answers');
  if (known === undefined) compiled.set(questionSchema, check);
  return check(answers);
}
