import { ArrowRight, CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WaitingPapersDialog } from '../messages/paper/waiting-papers-dialog.tsx';
import { type OpenEnd, useDayEnd } from './use-day-end.ts';

function OpenEndLine({ line, onOpen }: { readonly line: OpenEnd; readonly onOpen: () => void }) {
  const t = useText();
  const title = t(`day.end.${line.kind}`, { count: line.count });
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">{title}</p>
        <p className="line-meta">{t(`day.endNext.${line.kind}`)}</p>
      </div>
      <div className="line-end">
        <strong className="number">{line.count}</strong>
        <Button size="small" icon={ArrowRight} aria-label={t('day.goTo', { what: title })} onPress={onOpen}>
          {t('day.go')}
        </Button>
      </div>
    </li>
  );
}

/** The list that goes to zero: what is left of the day at this desk, each with the way to where it is mended. */
export function DayEndList() {
  const t = useText();
  const navigate = useNavigate();
  const left = useDayEnd();
  // Kept here: the line goes with the last paper, and the list of papers stays until it is closed.
  const [isPapers, setPapers] = useState(false);
  const open = ({ route }: OpenEnd) => (route === 'waitingPapers' ? setPapers(true) : navigate.open(route));
  return (
    <Card title={t('day.endList')} count={left?.length} isFlush>
      {left === undefined && <Skeleton lines={4} />}
      <div role="status">
        {left?.length === 0 && (
          <p className="day-done">
            <CircleCheckBig aria-hidden size={22} />
            {t('day.endDone')}
          </p>
        )}
      </div>
      <ul className="lines">
        {left?.map((line) => (
          <OpenEndLine key={line.kind} line={line} onOpen={() => open(line)} />
        ))}
      </ul>
      {isPapers && <WaitingPapersDialog onClose={() => setPapers(false)} />}
    </Card>
  );
}
