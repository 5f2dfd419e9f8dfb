import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import './record-lists.css';

/** The first rows, and a button for the others: a long history must not push the rest of the card away. */
export function useShowMore<Row>(rows: readonly Row[], first: number) {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const hidden = Math.max(0, rows.length - first);
  const button =
    hidden === 0 ? null : (
      <div className="card-more">
        <Button size="small" variant="quiet" onPress={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? t('dossier.showLess') : t('dossier.showMore', { count: hidden })}
        </Button>
      </div>
    );
  return [isWhole ? rows : rows.slice(0, first), button] as const;
}
