import { Copy, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { showNotice } from '../../ui/notice-board.ts';
import { useCopyText } from '../dossier/use-copy-text.ts';
import { draftDropped, draftKept } from './drafts-slice.ts';
import { type TypedText, typedTexts } from './typed-texts.ts';
import './typed-texts.css';

function TypedTextLine({ typed, hasKeys }: { readonly typed: TypedText; readonly hasKeys: boolean }) {
  const t = useText();
  const dispatch = useAppDispatch();
  const copy = useCopyText();
  const values = useAppSelector((state) => state.drafts[typed.key]);
  const drop = () => {
    dispatch(draftDropped(typed.key));
    const back = () => void dispatch(draftKept({ key: typed.key, values: values ?? {} }));
    showNotice({
      ...{ tone: 'positive', title: t('typed.dropped'), seconds: 10 },
      action: { label: t('action.undo'), run: back },
    });
  };
  return (
    <li className="line">
      <div className="line-text stack-small">
        <p className="typed-text">{typed.text}</p>
        <div className="row">
          <Button
            size="small"
            icon={Copy}
            {...(hasKeys ? { keyAction: 'copy' as const } : {})}
            onPress={() => copy(typed.text)}
          >
            {t('typed.copy')}
          </Button>
          <Button size="small" variant="quiet" icon={Trash2} onPress={drop}>
            {t('typed.drop')}
          </Button>
        </div>
      </div>
    </li>
  );
}

/** What was typed about a record that cannot be shown any more: its form is gone, the words are not. Absent when nothing was typed. */
export function TypedTextsCard({ documentId }: { readonly documentId: string }) {
  const t = useText();
  const drafts = useAppSelector((state) => state.drafts);
  const typed = useMemo(() => typedTexts(drafts, documentId), [drafts, documentId]);
  if (typed.length === 0) return null;
  return (
    <Card title={t('typed.title')} count={typed.length} isFlush>
      <ul className="lines">
        {typed.map((one, index) => (
          <TypedTextLine key={one.key} typed={one} hasKeys={index === 0} />
        ))}
      </ul>
    </Card>
  );
}
