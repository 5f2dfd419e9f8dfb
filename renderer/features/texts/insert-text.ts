import type { TextPart } from '@onthaal/contract/rules/texts/index.ts';

/** Where in its text a piece goes, and what may be selected of it afterwards. */
export interface Insertion {
  readonly text: string;
  /** The first gap, counted from the start of the piece. */
  readonly gap?: readonly [start: number, end: number] | undefined;
}

/** The parts of a filled-in text as one piece, with the place of its first gap. */
export function insertionOf(parts: readonly TextPart[]): Insertion {
  const text = parts.map((part) => part.text).join('');
  const first = parts.find(({ isGap }) => isGap);
  return first === undefined ? { text } : { text, gap: [first.start, first.start + first.text.length] };
}

/** Whether a piece fits in what the field still takes; a browser would cut it off without a word. */
export function fits(area: HTMLTextAreaElement, text: string): boolean {
  if (area.maxLength < 0) return true;
  const selected = area.selectionEnd - area.selectionStart;
  return area.value.length - selected + text.length <= area.maxLength;
}

/**
 * Puts a piece at the cursor, in the place of what is selected, and selects its first gap, which typing then fills. The browser does it, so
 * that its own undo takes all of it out at once.
 */
export function insertAtCursor(area: HTMLTextAreaElement, { text, gap }: Insertion): void {
  area.focus();
  const from = area.selectionStart;
  // The only way that leaves the browser's undo whole; what would replace it does not exist yet.
  document.execCommand('insertText', false, text);
  if (gap !== undefined) area.setSelectionRange(from + gap[0], from + gap[1]);
}
