import type { GivenNumber as Given, KioskCheckInAnswer } from '@onthaal/contract/ipc/kiosk-channels.ts';
import type { KioskProduct } from '@onthaal/contract/session/kiosk-hall.ts';
import { CircleCheck, Printer, TriangleAlert } from 'lucide-react';
import { useText } from '../../../i18n/use-text.ts';
import { useWaitWords } from '../../queue/use-wait-words.ts';
import { CheckInSentence } from './check-in/check-in-sentence.tsx';
import { QrPicture } from './qr-picture.tsx';
import { useKioskTicket } from './use-kiosk-ticket.ts';
import { useNameIn } from './use-name-in.ts';

const paperIcons = {
  none: CircleCheck,
  printing: Printer,
  printed: CircleCheck,
  paperOut: TriangleAlert,
  trouble: TriangleAlert,
};

/** The number, large enough to remember from a step away; it stays whatever the printer does. */
export function GivenNumber(props: {
  readonly number: Given;
  readonly product: KioskProduct | undefined;
  readonly said: KioskCheckInAnswer | undefined;
}) {
  const { number, product, said } = props;
  const t = useText();
  const words = useWaitWords();
  const paper = useKioskTicket(number, product?.name);
  const nameIn = useNameIn();
  const reason = product && nameIn(product);
  const Icon = paperIcons[paper];
  const isWrong = paper === 'paperOut' || paper === 'trouble';
  return (
    <div className="hall-given">
      <div className="hall-given-text" aria-live="polite">
        {said && <CheckInSentence said={said} />}
        <h1 className="hall-number-label">{t('kiosk.number.title')}</h1>
        <p className="hall-number">{number.number}</p>
        {reason !== undefined && (
          <p className="hall-reason" {...(reason.isDutch ? { lang: 'nl-BE' } : {})}>
            {reason.name}
          </p>
        )}
        <p className="hall-wait">
          {number.ahead !== undefined && t('kiosk.number.ahead', { count: number.ahead })}{' '}
          {number.ahead !== undefined && `${words(number.wait)}.`}
        </p>
        <p className={isWrong ? 'hall-paper hall-paper-wrong' : 'hall-paper'}>
          <Icon aria-hidden size={32} />
          <span>{t(`kiosk.number.paper.${paper}`)}</span>
        </p>
        <p>{t('kiosk.number.screen')}</p>
      </div>
      {number.positionUrl !== undefined && (
        <div className="hall-follow">
          <QrPicture text={number.positionUrl} label={t('kiosk.number.qr')} />
          <p>{t('kiosk.number.follow')}</p>
        </div>
      )}
    </div>
  );
}
