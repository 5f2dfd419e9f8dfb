/** The part of a keyboard event that decides which key it is. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

interface Combination {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** Takes `Ctrl+K`, `Shift+F7` or `Escape` apart. */
export function parseCombination(text: string): Combination {
  const parts = text.split('+');
  return {
    key: (parts.at(-1) ?? '').toLowerCase(),
    ctrl: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
  };
}

/**
 * Whether a key press is this combination. It looks at the character (`event.key`), never at the place on the keyboard, so A
 * is A on AZERTY too; and not at its case, because Caps Lock must not turn a key into another. Command counts as Ctrl.
 */
export function matchesCombination(press: KeyPress, text: string): boolean {
  const wanted = parseCombination(text);
  return (
    press.key.toLowerCase() === wanted.key &&
    (press.ctrlKey || press.metaKey) === wanted.ctrl &&
    press.altKey === wanted.alt &&
    press.shiftKey === wanted.shift
  );
}
