/** The element that stays while everything else is taken off the page. */
export interface PageCover {
  readonly host: HTMLElement;
  /** Puts everything back as it was: text that was typed, the cursor, scrolled lists. */
  readonly lift: () => void;
}

interface Scrolled {
  readonly element: Element;
  readonly top: number;
  readonly left: number;
}

/**
 * Takes the whole page out of the document and leaves one empty element. What was there is kept as it is, dialogs and half-typed
 * text too, but nothing of it can be seen, selected, found or read out.
 */
export function coverPage(): PageCover {
  const { body, title } = document;
  const focused = document.activeElement;
  const scrolled = [...body.querySelectorAll('*')].flatMap((element): Scrolled[] => {
    const { scrollTop: top, scrollLeft: left } = element;
    return top === 0 && left === 0 ? [] : [{ element, top, left }];
  });
  const taken = [...body.children];
  for (const element of taken) element.remove();
  const host = document.createElement('div');
  host.className = 'lock-host';
  // A dialog that is open makes everything outside it inert, except this.
  host.dataset.reactAriaTopLayer = 'true';
  body.append(host);
  document.title = 'Onthaal';
  return {
    host,
    lift: () => {
      host.remove();
      body.prepend(...taken);
      document.title = title;
      for (const { element, top, left } of scrolled) element.scrollTo({ top, left, behavior: 'instant' });
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    },
  };
}
