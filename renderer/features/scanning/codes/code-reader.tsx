import { useState } from 'react';
import { selectRoute } from '../../../app/navigation-slice.ts';
import { useAppSelector } from '../../../app/store.ts';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useKeyAction } from '../../../keys/key-context.tsx';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { useSearchState } from '../../search/search-context.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { searchTextOf } from './search-text-of.ts';
import { useTypedCodes } from './use-typed-codes.ts';

/**
 * Takes the codes that a scanner types or the camera reads to the search: what is exactly that opens, everything else is listed. Who
 * did not mean it goes back where they were.
 */
export function CodeReader() {
  const t = useText();
  const route = useAppSelector(selectRoute);
  const isLocked = useAppSelector((state) => state.lock.locked);
  const navigate = useNavigate();
  const { lookUp } = useSearchState();
  const [isOpen, setOpen] = useState(false);
  const onCode = (code: string): void => {
    const wanted = searchTextOf(code);
    if (isLocked || !wanted) return;
    setOpen(false);
    lookUp(wanted.text);
    const undo = { label: t('scan.code.undo'), run: () => navigate.open(route) };
    if (wanted.kind === 'travelDocument' && !wanted.isCertain) {
      showNotice({
        tone: 'caution',
        title: t('scan.code.uncertain.text'),
        detail: t('scan.code.uncertain.next'),
        action: undo,
        seconds: 20,
      });
    } else showDone(wanted.kind === 'code' ? t('scan.code.found') : t('scan.code.travelFound'), undo);
  };
  useTypedCodes(onCode);
  useKeyAction('readCode', () => setOpen(true));
  return isOpen ? <CodeDialog onCode={onCode} onClose={() => setOpen(false)} /> : null;
}
