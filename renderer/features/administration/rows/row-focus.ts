/** Marks a row, the box around some rows, and the buttons by which one is taken away or added, so that the focus finds its way. */
export const rowMark = { 'data-row': '' } as const;
export const rowsMark = { 'data-rows': '' } as const;
export const removeMark = { 'data-act': 'remove' } as const;
export const addMark = { 'data-act': 'add' } as const;

/** The button of a box or a row, not of a row within it. */
function buttonOf(box: Element | undefined, { 'data-act': act }: { readonly 'data-act': string }): HTMLElement | null {
  const kind = box?.matches('[data-row]') ? '[data-row]' : '[data-rows]';
  const marked = [...(box?.querySelectorAll(`[data-act="${act}"]`) ?? [])].find((one) => one.closest(kind) === box);
  return marked?.querySelector('button') ?? null;
}

function fieldOf(row: Element | null | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('input, textarea') ?? null;
}

/**
 * Before a row goes, the focus goes to the button that takes away the next one, else the one before, else to the button that adds one: never
 * to the top of the page. At the press itself: an effect would come after a key that was pressed in between.
 *
 * @param pressed what was pressed, in the row that goes
 * @param keepsOne the last row cannot be taken away: the focus goes to its first field, as its button goes too
 */
export function leaveRow(pressed: Element | undefined, keepsOne = false): void {
  const row = pressed?.closest('[data-row]');
  const rows = row?.parentElement?.closest('[data-rows]');
  if (!row || !rows) return;
  const all = [...rows.querySelectorAll('[data-row]')].filter(
    (one) => one.parentElement?.closest('[data-rows]') === rows,
  );
  const place = all.indexOf(row);
  if (keepsOne && all.length === 2) {
    fieldOf(all[1 - place])?.focus();
    return;
  }
  const beside = buttonOf(all[place + 1], removeMark) ?? buttonOf(all[place - 1], removeMark);
  (beside ?? buttonOf(rows, addMark))?.focus();
}

/** Before a row becomes the first, whose button to go up is gone: the focus goes to its first field. */
export function stayInRow(pressed: Element | undefined): void {
  fieldOf(pressed?.closest('[data-row]'))?.focus();
}
