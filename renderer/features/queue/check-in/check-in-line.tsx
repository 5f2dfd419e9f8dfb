import { admitted } from '@onthaal/contract/rules/visits/index.ts';
import type { CheckInRow } from '@onthaal/contract/store/visits.ts';
import { UserCheck } from 'lucide-react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';

/** What is said of somebody who comes for an appointment. */
export function useOutcomeWords() {
  const t = useText();
  const formats = useFormats();
  return ({ outcome, day, startsAt, building = '', ticket = '' }: CheckInRow) =>
    t(`waiting.checkIn.outcome.${outcome}`, {
      ...{ day: formats.day(day), time: formats.time(startsAt), building, ticket },
    });
}

/** An appointment with what is said of it, and the button that checks in where that can be. */
export function CheckInLine(props: {
  readonly row: CheckInRow;
  readonly isPending: boolean;
  readonly autoFocus?: boolean;
  readonly onCheckIn: () => void;
}) {
  const { row, isPending, autoFocus = false, onCheckIn } = props;
  const t = useText();
  const formats = useFormats();
  const time = formats.time(row.startsAt);
  const sentence = useOutcomeWords()(row);
  return (
    <li className="line">
      <span className="ticket number">{time}</span>
      <div className="line-text">
        <p className="line-title">{row.personName ?? t('queue.unknownPerson')}</p>
        <p className="line-meta">{[row.productName, sentence].join(' · ')}</p>
      </div>
      <div className="line-end">
        {admitted.includes(row.outcome) && (
          <Button
            size="small"
            variant="primary"
            icon={UserCheck}
            isPending={isPending}
            autoFocus={autoFocus}
            aria-label={t('waiting.checkIn.doFor', { time, what: row.productName })}
            onPress={onCheckIn}
          >
            {t('waiting.checkIn.do')}
          </Button>
        )}
      </div>
    </li>
  );
}
