import { type FocusEvent, useLayoutEffect, useRef } from 'react';

/**
 * When the line that has the focus goes, the focus goes to the next one, else to the one before, else to the dialog, whose name is then
 * read: never to nowhere. To a line and not to a button in it, so that a key that is pressed twice does nothing to the next citizen.
 *
 * @param ids what the lines are of, as they stand now
 * @returns what the list gets, and how each line is marked
 */
export function useLineFocus(ids: readonly string[]) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(ids);
  const focused = useRef<string>(undefined);
  useLayoutEffect(() => {
    const [known, id] = [before.current, focused.current];
    before.current = ids;
    if (id === undefined || ids.includes(id) || document.activeElement !== document.body) return;
    const place = known.indexOf(id);
    const beside = [...known.slice(place + 1), ...known.slice(0, place).reverse()].find((one) => ids.includes(one));
    focused.current = undefined;
    const line = [...(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])].find(
      (one) => one.getAttribute('data-line') === beside,
    );
    (line ?? list.current?.closest<HTMLElement>('[role="dialog"]'))?.focus();
  }, [ids]);
  return {
    box: {
      ref: list,
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        focused.current = target.closest<HTMLElement>('[data-line]')?.getAttribute('data-line') ?? undefined;
      },
    },
    line: (id: string) => ({ 'data-line': id, tabIndex: -1 }),
  };
}
