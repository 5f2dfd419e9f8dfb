import { type HinderedAppointments, hinderedAtOnce } from '@onthaal/contract/store/planner.ts';
import { useState } from 'react';
import { standingAnswer } from '../../../bridge/standing-answer.ts';
import { useHinderedAppointmentsQuery } from '../../../bridge/store-api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { AppointmentDialog } from '../appointment-dialog.tsx';
import { CancelDialog } from '../cancel-dialog.tsx';
import { KindBar, Pages, type Part } from './hindered-bar.tsx';
import { HinderedLine, type LineProps, type Opened } from './hindered-line.tsx';
import { useCallAll } from './use-call-all.ts';
import '../planner.css';

type LinesProps = { readonly list: HinderedAppointments } & Pick<LineProps, 'onOpen' | 'isDisabled'>;

function Lines({ list, ...acts }: LinesProps) {
  const t = useText();
  const open = list.rows.filter(({ stands }) => stands === undefined);
  const standing = list.rows.filter(({ stands }) => stands !== undefined);
  return (
    <>
      {open.length > 0 && (
        <ul className="lines">
          {open.map((row) => (
            <HinderedLine key={row.appointment.id} row={row} {...acts} />
          ))}
        </ul>
      )}
      {standing.length > 0 && (
        <>
          <h3 className="planner-heading">{t('hindered.standing')}</h3>
          <ul className="lines">
            {standing.map((row) => (
              <HinderedLine key={row.appointment.id} row={row} {...acts} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The part that is looked at; when what stood on the last page is settled, the page before it. */
function usePart() {
  const [part, setPart] = useState<Part>({ offset: 0 });
  const answer = useHinderedAppointmentsQuery(part);
  const { data } = answer;
  const last =
    data === undefined ? part.offset : Math.floor(Math.max(0, data.total - 1) / hinderedAtOnce) * hinderedAtOnce;
  if (part.offset > last) setPart({ ...part, offset: last });
  return { ...standingAnswer(answer), readAgain: () => void answer.refetch(), part, setPart };
}

/** "Afspraken die niet meer kunnen": whatever made them so, until each is settled. */
export function HinderedDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { latest: list, isComing, wrong, readAgain, part, setPart } = usePart();
  // Kept here: whatever comes and goes in the list, the run goes on until it is stopped or the dialog closes.
  const calling = useCallAll();
  const isCalling = calling.progress !== undefined;
  // Kept here: a line that somebody else settles goes, and what the clerk fills in for it must not go with it.
  const [opened, setOpened] = useState<Opened>();
  const show: LineProps['onOpen'] = (kind, appointment) => setOpened({ kind, appointment });
  const hide = () => setOpened(undefined);
  return (
    <Dialog
      isOpen
      size="large"
      title={t('hindered.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack" aria-live="polite" aria-busy={isComing && wrong === undefined}>
        {list !== undefined && <p className="muted">{list.open === 0 ? t('hindered.none') : t('hindered.help')}</p>}
        {list !== undefined && (list.open > 1 || isCalling) && (
          <KindBar list={list} part={part} onPart={setPart} calling={calling} />
        )}
        {wrong !== undefined && <ErrorMessage error={wrong} onRetry={readAgain} />}
        {list !== undefined && wrong === undefined && <Lines list={list} isDisabled={isComing} onOpen={show} />}
        {list !== undefined && <Pages list={list} part={part} onPart={setPart} isDisabled={isCalling} />}
      </div>
      {opened?.kind === 'move' && (
        <AppointmentDialog
          subject={{ personId: opened.appointment.personId ?? '' }}
          moving={opened.appointment}
          onClose={hide}
        />
      )}
      {opened?.kind === 'cancel' && <CancelDialog appointment={opened.appointment} onClose={hide} />}
    </Dialog>
  );
}
