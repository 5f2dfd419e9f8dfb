import { unreadEnd } from '@onthaal/contract/rules/tasks/index.ts';
import type { HandoverRow } from '@onthaal/contract/store/tasks.ts';

type Watched = Pick<HandoverRow, 'id' | 'state' | 'steps'>;

/**
 * Those that were answered or came back, that the sender read nowhere yet and that were not told of here.
 *
 * @param known the steps that were told of, by id
 */
export function newlyEnded<Row extends Watched>(
  rows: readonly Row[],
  known: ReadonlySet<string>,
): { readonly rows: readonly Row[]; readonly known: ReadonlySet<string> } {
  const ends = rows.flatMap((row) => {
    const end = unreadEnd(row.state, row.steps);
    return end === undefined || known.has(end.id) ? [] : [{ row, id: end.id }];
  });
  return { rows: ends.map(({ row }) => row), known: new Set([...known, ...ends.map(({ id }) => id)]) };
}
