import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';

type Fields = Readonly<Record<string, unknown>>;

const fixedFields = ['id', 'createdAt', 'number'] as const;

interface Line {
  readonly id: string;
}

function linesOf(document: Fields): readonly Line[] {
  return Array.isArray(document.history) ? (document.history as readonly Line[]) : [];
}

/** FIELD_READ_ONLY when the push changes a field that is fixed at creation, or drops or rewrites a line of the history. */
export function readOnlyProblem(before: Fields, after: Fields): OnthaalError | undefined {
  const field = fixedFields.find((name) => !deepEqual(before[name], after[name]));
  if (field !== undefined) return failure('FIELD_READ_ONLY', { field }).error;
  const lines = new Map(linesOf(after).map((line) => [line.id, line]));
  const kept = linesOf(before).every((line) => deepEqual(line, lines.get(line.id)));
  return kept ? undefined : failure('FIELD_READ_ONLY', { field: 'history' }).error;
}
