import type { WaitingPaper } from '@onthaal/contract/store/messages.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { Printer, X } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../../app/store.ts';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { PrintLine } from '../../printing/print-strip.tsx';
import { PaperDialog } from './paper-dialog.tsx';
import { PaperSubject } from './paper-subject.tsx';
import { useWaitingPapers } from './use-waiting-papers.ts';

interface LineProps {
  readonly paper: WaitingPaper;
  /** Only one line can have the keys. */
  readonly hasKeys: boolean;
  readonly onPrint: (appointment: AppointmentRow) => void;
}

/** What one does with a paper that nobody printed: print it, or not print it any more. */
function WaitingActions({ paper: { appointment }, hasKeys, onPrint }: LineProps) {
  const t = useText();
  const formats = useFormats();
  const [giveUp, { isPending }] = useCommand('giveUpPaper');
  const who = appointment.personName ?? appointment.subject;
  const when = formats.dayTime(appointment.startsAt);
  const drop = async () => {
    const done = await giveUp({ appointmentId: appointment.id });
    if (done.ok) showDone(t('messages.waiting.givenUp', { who, when }));
  };
  return (
    <div className="row appointment-actions">
      <Button
        size="small"
        icon={Printer}
        aria-label={t('messages.waiting.printOf', { who, when })}
        {...(hasKeys ? { keyAction: 'printAppointment' as const } : {})}
        onPress={() => onPrint(appointment)}
      >
        {t('messages.paper.print')}
      </Button>
      <Button
        size="small"
        variant="quiet"
        icon={X}
        isPending={isPending}
        aria-label={t('messages.waiting.giveUpOf', { who, when })}
        onPress={() => void drop()}
      >
        {t('messages.waiting.giveUp')}
      </Button>
    </div>
  );
}

/** One paper: for whom, what it says, since when it waits, and how its print stands at this desk. */
function WaitingLine(props: LineProps) {
  const t = useText();
  const formats = useFormats();
  const { appointment, purpose, since } = props.paper;
  const item = useAppSelector(({ printing }) =>
    printing.items.findLast(({ told }) => told?.appointmentId === appointment.id),
  );
  return (
    <li className="line">
      <div className="line-text">
        <PaperSubject appointment={appointment} />
        <p className="line-meta">
          {t(`messages.waiting.says.${purpose}`)} {t('messages.waiting.since', { when: formats.dayTime(since) })}
        </p>
        {item ? <PrintLine item={item} hasKeys={props.hasKeys} /> : <WaitingActions {...props} />}
      </div>
    </li>
  );
}

/** "Papieren die wachten": asked for, and seen by nobody as they came out of a printer. */
export function WaitingPapersDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const papers = useWaitingPapers();
  // Kept here: a line that goes must not take along what the clerk chooses for it.
  const [printing, setPrinting] = useState<AppointmentRow>();
  return (
    <Dialog
      isOpen
      size="large"
      title={t('messages.waiting.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack" aria-live="polite">
        <p className="muted">{t(papers?.length === 0 ? 'messages.waiting.none' : 'messages.waiting.help')}</p>
        {papers !== undefined && papers.length > 0 && (
          <ul className="lines">
            {papers.map((paper, index) => (
              <WaitingLine key={paper.appointment.id} paper={paper} hasKeys={index === 0} onPrint={setPrinting} />
            ))}
          </ul>
        )}
      </div>
      {printing && <PaperDialog appointment={printing} onClose={() => setPrinting(undefined)} />}
    </Dialog>
  );
}
