import { useState } from 'react';
import { useKeyAction } from '../../../keys/key-context.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { useFoundCode } from './use-found-code.ts';
import { useTypedCodes } from './use-typed-codes.ts';

/** Takes the codes that a scanner types or the camera reads to the search. */
export function CodeReader() {
  const found = useFoundCode();
  const [isOpen, setOpen] = useState(false);
  const onCode = (code: string): void => {
    if (found(code)) setOpen(false);
  };
  useTypedCodes(onCode);
  useKeyAction('readCode', () => setOpen(true));
  return isOpen ? <CodeDialog onCode={onCode} onClose={() => setOpen(false)} /> : null;
}
