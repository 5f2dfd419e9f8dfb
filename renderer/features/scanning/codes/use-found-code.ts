import { selectRoute } from '../../../app/navigation-slice.ts';
import { useAppSelector } from '../../../app/store.ts';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useText } from '../../../i18n/use-text.ts';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { useSearchState } from '../../search/search-context.tsx';
import { searchTextOf } from './search-text-of.ts';

/**
 * Takes what was read (a code, the lines of a travel document) to the search: what is exactly that opens, everything else is listed. Who
 * did not mean it goes back where they were.
 *
 * @returns whether there was something to search for
 */
export function useFoundCode(): (code: string) => boolean {
  const t = useText();
  const route = useAppSelector(selectRoute);
  const isLocked = useAppSelector((state) => state.lock.locked);
  const navigate = useNavigate();
  const { lookUp } = useSearchState();
  return (code) => {
    const wanted = searchTextOf(code);
    if (isLocked || !wanted) return false;
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
    return true;
  };
}
