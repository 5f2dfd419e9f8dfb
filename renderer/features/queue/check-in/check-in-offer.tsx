import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { admitted } from '@onthaal/contract/rules/visits/index.ts';
import type { CheckInRow } from '@onthaal/contract/store/visits.ts';
import { CalendarCheck, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { usePersonCheckInQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { GivenTicket } from '../given-ticket.tsx';
import { useDesk, useReceivesVisitors } from '../use-queue.ts';
import { CheckInLine, useOutcomeWords } from './check-in-line.tsx';
import { useCheckIn } from './use-check-in.ts';

interface OfferProps {
  readonly desk: ReferenceOf<'desk'>;
  readonly personId: string;
}

/** The ticket that was given, or before it the choice between several appointments. */
function CheckInTicket(props: {
  readonly rows: readonly CheckInRow[];
  readonly checkingIn: ReturnType<typeof useCheckIn>;
  readonly onClose: () => void;
}) {
  const t = useText();
  const { rows, checkingIn, onClose } = props;
  const { given, isGiven, isPending, checkIn } = checkingIn;
  const first = rows.find(({ outcome }) => admitted.includes(outcome));
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('waiting.checkIn')}
      onClose={onClose}
      actions={
        <Button {...(given ? { keyAction: 'save' as const, autoFocus: true } : {})} onPress={onClose}>
          {t(isGiven ? 'action.close' : 'action.cancel')}
        </Button>
      }
    >
      {given && <GivenTicket visit={given} />}
      {!isGiven && (
        <ul className="lines">
          {rows.map((row) => (
            <CheckInLine
              key={row.id}
              row={row}
              autoFocus={row === first}
              isPending={isPending}
              onCheckIn={() => void checkIn(row)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Offer({ desk, personId }: OfferProps) {
  const t = useText();
  const formats = useFormats();
  const wordsOf = useOutcomeWords();
  const { data: rows = [] } = usePersonCheckInQuery({ personId, deskId: desk.id });
  const checkingIn = useCheckIn(desk);
  const [isOpen, setOpen] = useState(false);
  const offered = rows.filter(({ outcome }) => admitted.includes(outcome));
  const [only] = offered;
  const close = () => {
    setOpen(false);
    checkingIn.renew();
  };
  const begin = async () => {
    if (only === undefined) return;
    if (offered.length > 1 || (await checkingIn.checkIn(only))) setOpen(true);
  };
  const label =
    offered.length === 1 && only
      ? t('waiting.checkIn.doFor', { time: formats.time(only.startsAt), what: only.productName })
      : t('waiting.checkIn.choose', { count: offered.length });
  return (
    <>
      {rows.length > 0 && (
        <Banner
          tone="information"
          icon={CalendarCheck}
          live="status"
          title={t(offered.length === 0 ? 'waiting.checkIn.has' : 'waiting.checkIn.today')}
          actions={
            offered.length > 0 && (
              <Button
                variant="primary"
                size="small"
                icon={UserCheck}
                keyAction="checkInPerson"
                isPending={checkingIn.isPending}
                onPress={() => void begin()}
              >
                {label}
              </Button>
            )
          }
        >
          {rows.map((row) => (
            <span key={row.id} className="check-in-said">
              {`${formats.time(row.startsAt)} ${row.productName}: ${wordsOf(row)}`}
            </span>
          ))}
        </Banner>
      )}
      {isOpen && <CheckInTicket rows={rows} checkingIn={checkingIn} onClose={close} />}
    </>
  );
}

/** Checks a person in who is known by their card or was looked up, for the appointment that they have today: by one key. */
export function CheckInOffer({ personId }: { readonly personId: string }) {
  const receives = useReceivesVisitors();
  const { desk } = useDesk();
  return receives && desk !== undefined ? <Offer key={personId} desk={desk} personId={personId} /> : null;
}
