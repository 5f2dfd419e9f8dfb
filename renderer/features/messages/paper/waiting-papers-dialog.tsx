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
import type { PrintItem } from '../../printing/printing-slice.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { PaperSubject } from './paper-subject.tsx';
import { printLines } from './print-lines.ts';
import { useLineFocus } from './use-line-focus.ts';
import { useWaitingPapers } from './use-waiting-papers.ts';

interface ActionsProps {
  readonly paper: WaitingPaper;
  /** Only one line can have the key. */
  readonly hasKeys: boolean;
  readonly onPrint: (appointment: AppointmentRow) => void;
}

interface LineProps extends ActionsProps {
  /** Its print at this desk, when it was begun. */
  readonly item: PrintItem | undefined;
  readonly mark: object;
}

/** What one does with a paper that nobody printed: print it, or not print it any more. */
function WaitingActions({ paper: { appointment }, hasKeys, onPrint }: ActionsProps) {
  const t = useText();
  const formats = useFormats();
  const [giveUp, { isPending }] = useCommand('giveUpPaper');
  const [awaitAgain] = useCommand('awaitPaperAgain');
  const who = appointment.personName ?? appointment.subject;
  const when = formats.dayTime(appointment.startsAt);
  const drop = async () => {
    const appointmentId = appointment.id;
    const done = await giveUp({ appointmentId });
    if (!done.ok) return;
    const messageIds = done.value.written.map(({ documentId }) => documentId);
    const undo = { label: t('action.undo'), run: () => void awaitAgain({ appointmentId, messageIds }) };
    // Somebody printed it meanwhile: there was nothing left to give up.
    if (messageIds.length > 0) showDone(t('messages.waiting.givenUp', { who }), undo);
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
function WaitingLine({ item, mark, ...props }: LineProps) {
  const t = useText();
  const formats = useFormats();
  const { appointment, purpose, since } = props.paper;
  return (
    <li className="line" {...mark}>
      <div className="line-text stack-small">
        <div>
          <div className="line-title">
            <PaperSubject appointment={appointment} />
          </div>
          <p className="line-meta">
            {t(`messages.waiting.says.${purpose}`)} {t('messages.waiting.since', { when: formats.dayTime(since) })}
          </p>
        </div>
        {item ? <PrintLine item={item} hasKeys={props.hasKeys} /> : <WaitingActions {...props} />}
      </div>
    </li>
  );
}

/** "Papieren die wachten": asked for, and seen by nobody as they came out of a printer. */
export function WaitingPapersDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const papers = useWaitingPapers();
  const items = useAppSelector(({ printing }) => printing.items);
  const lines = printLines(papers ?? [], items);
  const focus = useLineFocus(lines.map(({ paper }) => paper.appointment.id));
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
      <div className="stack" aria-live="polite" {...focus.box}>
        <p className="muted">{t(papers?.length === 0 ? 'messages.waiting.none' : 'messages.waiting.help')}</p>
        {lines.length > 0 && (
          <ul className="lines">
            {lines.map((line) => {
              const { id } = line.paper.appointment;
              return <WaitingLine key={id} {...line} mark={focus.line(id)} onPrint={setPrinting} />;
            })}
          </ul>
        )}
      </div>
      {printing && <PaperDialog appointment={printing} onClose={() => setPrinting(undefined)} />}
    </Dialog>
  );
}
