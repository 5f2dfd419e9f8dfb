import type { TextPart } from '@onthaal/contract/rules/texts/index.ts';
import { TextQuote } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { showNotice } from '../../ui/notice-board.ts';
import { TextArea, type TextAreaProps } from '../../ui/text-area.tsx';
import { fits, type Insertion, insertAtCursor, insertionOf } from './insert-text.ts';
import { StandardTextDialog } from './standard-text-dialog.tsx';
import type { TextSubject } from './use-text-values.ts';

interface WritingAreaProps extends TextAreaProps {
  readonly subject: TextSubject;
  /** Another writing area of the screen goes first when the cursor is in neither. */
  readonly keyYields?: boolean;
}

/** The writing areas that are on the screen: the key is for the one in which the cursor stands. */
const openers = new Map<Element, () => void>();

function openWhere(box: Element | null): void {
  const focused = [...openers.keys()].find((area) => area.contains(document.activeElement));
  const chosen = focused ?? box;
  if (chosen !== null) openers.get(chosen)?.();
}

/** A text area for what is written to or about a citizen: Ctrl+Shift+T puts a standard text at the cursor. */
export function WritingArea({ subject, keyYields = false, ...area }: WritingAreaProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [insertion, setInsertion] = useState<Insertion>();
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    openers.set(element, () => setChoosing(true));
    return () => {
      openers.delete(element);
    };
  }, []);
  // The dialog must be gone first: it gives the focus back when it goes. And while React renders, it would put back what the field had,
  // which empties the browser's undo.
  useEffect(() => {
    if (insertion === undefined) return;
    const frame = requestAnimationFrame(() => {
      const element = box.current?.querySelector('textarea');
      if (element) insertAtCursor(element, insertion);
      setInsertion(undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [insertion]);
  const choose = (parts: readonly TextPart[]) => {
    setChoosing(false);
    const next = insertionOf(parts);
    const element = box.current?.querySelector('textarea');
    if (element && fits(element, next.text)) setInsertion(next);
    else showNotice({ tone: 'caution', title: t('texts.doesNotFit'), seconds: 10 });
  };
  return (
    <div ref={box} className="writing-area">
      <TextArea {...area} />
      <Button
        size="small"
        variant="quiet"
        icon={TextQuote}
        keyAction="standardText"
        keyYields={keyYields}
        onPress={() => openWhere(box.current)}
      >
        {t('texts.insert')}
      </Button>
      {isChoosing && <StandardTextDialog subject={subject} onChoose={choose} onClose={() => setChoosing(false)} />}
    </div>
  );
}
