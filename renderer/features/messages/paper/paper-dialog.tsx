import { printerFor } from '@onthaal/contract/devices/desk-devices.ts';
import { type Language, languages } from '@onthaal/contract/entities/building-blocks.ts';
import { type AppointmentTemplate, appointmentTemplates } from '@onthaal/contract/letters/appointment-paper.ts';
import type { SmallPaper } from '@onthaal/contract/letters/letters.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { Eye, Printer } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { useDeskDevices } from '../../devices/use-devices.ts';
import { PaperPreview } from '../../printing/paper-preview.tsx';
import { usePrintActions } from '../../printing/use-print-actions.ts';
import { PaperSubject } from './paper-subject.tsx';
import type { AskedPaper } from './use-appointment-paper.ts';
import { useMadePaper } from './use-made-paper.ts';

/** Stands for the language that the citizen prefers, whichever it is. */
const OWN = 'own';

interface PaperDialogProps {
  readonly appointment: AppointmentRow;
  readonly onClose: () => void;
}

function usePaperDialog({ appointment, onClose }: PaperDialogProps) {
  const { settings } = useDeskDevices();
  const printerOf = (template: AppointmentTemplate) => settings && printerFor(settings, template);
  // A desk that has only a ticket printer gives a ticket.
  const first = printerOf('appointment') === undefined && printerOf('appointmentTicket') !== undefined;
  const [asked, setAsked] = useState<AskedPaper>({ template: first ? 'appointmentTicket' : 'appointment' });
  const made = useMadePaper(appointment, asked);
  const actions = usePrintActions();
  const [seen, setSeen] = useState<SmallPaper>();
  const [preferred, setPreferred] = useState<Language>();
  const change = (changes: Partial<AskedPaper>) => {
    setSeen(undefined);
    setAsked((before) => ({ ...before, ...changes }));
  };
  const preview = async () => {
    const paper = await made.paper();
    if (paper === undefined) return;
    if (asked.language === undefined) setPreferred(paper.told.language);
    if (paper.paper) setSeen(paper.paper);
    else await desktop().request('printing:preview', { letterId: paper.letterId });
  };
  const close = () => {
    made.drop();
    onClose();
  };
  const print = async () => {
    const paper = await made.paper();
    if (paper === undefined) return;
    const { letterId, told } = paper;
    const { personId, code: number } = appointment;
    const { template } = asked;
    if (!(await actions.print({ letterId, template, number, personId, told }))) return;
    made.handOver();
    onClose();
  };
  return { asked, change, printer: printerOf(asked.template), made, seen, preferred, preview, print, close };
}

/** What a citizen gets on paper of an appointment: a letter or a ticket, in their language; looked at, and printed. */
export function PaperDialog(props: PaperDialogProps) {
  const t = useText();
  const { appointment } = props;
  const { asked, change, printer, made, seen, preferred, preview, print, close } = usePaperDialog(props);
  const own =
    preferred === undefined
      ? t('messages.paper.own')
      : t('messages.paper.ownIs', { language: t.word('language', preferred) });
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('messages.paper.title')}
      onClose={close}
      actions={
        <>
          <Button
            variant="primary"
            icon={Printer}
            keyAction="save"
            isDisabled={printer === undefined}
            isPending={made.isPending}
            onPress={() => void print()}
          >
            {t('printing.print')}
          </Button>
          <Button icon={Eye} keyAction="previewLetter" isPending={made.isPending} onPress={() => void preview()}>
            {t('printing.preview')}
          </Button>
          <Button onPress={close}>{t('action.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <PaperSubject appointment={appointment} />
        {appointment.toPrint && <Banner tone="information" title={t(`messages.paper.says.${appointment.toPrint}`)} />}
        {made.error && <ErrorMessage error={made.error} />}
        <RadioGroupField
          label={t('printing.what')}
          isVertical
          options={appointmentTemplates.map((id) => ({
            id,
            label: t(`printing.template.${id}`),
            description: t(`printing.template.${id}.help`),
          }))}
          value={asked.template}
          onChange={(template) => change({ template: template as AppointmentTemplate })}
        />
        <SelectField
          label={t('printing.language')}
          help={t('messages.paper.languageHelp')}
          isRequired
          options={[{ id: OWN, label: own }, ...languages.map((id) => ({ id, label: t.word('language', id) }))]}
          value={asked.language ?? OWN}
          onChange={(id) => change({ language: languages.find((language) => language === id) })}
        />
        {seen && <PaperPreview paper={seen} />}
        <p className="row">
          <Printer aria-hidden size={16} />
          {printer ? t('printing.onPrinter', { printer: printer.name }) : t('printing.noPrinter')}
        </p>
      </div>
    </Dialog>
  );
}
