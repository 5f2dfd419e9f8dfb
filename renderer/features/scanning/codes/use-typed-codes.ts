import { useEffect, useRef } from 'react';
import { FastTyping } from './fast-typing.ts';

/** Whether what is typed goes into a field: there a scanner types what the clerk wants in it. */
function isField(target: Element | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Whether keys belong to a field or to a dialog, in which somebody is in the middle of something else. */
function isElsewhere(): boolean {
  // Not the event's own target: a box that leads a list hands its keys on to the list.
  return isField(document.activeElement) || document.querySelector('[role="dialog"],[role="alertdialog"]') !== null;
}

/** Listens for a scanner that types outside the fields; the Enter that ends its code presses no button. */
export function useTypedCodes(onCode: (code: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    const typing = new FastTyping();
    const listen = (event: KeyboardEvent): void => {
      if (isElsewhere() || event.isComposing) return;
      const { key, timeStamp: at, repeat, ctrlKey, altKey, metaKey } = event;
      const code = typing.press({ key, at, repeat, isModified: ctrlKey || altKey || metaKey });
      if (code === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(code);
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
