import type { DayReport } from '@onthaal/contract/store/day.ts';
import { Download, Eye, FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { desktop } from '../../bridge/desktop.ts';
import { readError, useDayReportQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useReferences } from '../dossier/use-references.ts';
import { DayEndList } from './day-end-list.tsx';
import { ReportPart } from './report-part.tsx';
import { reportTable } from './report-table.ts';
import { useDayPaper } from './use-day-paper.ts';

/** In the choice of a place: all of them. */
const everywhere = 'everywhere';

/** Writes the figures to a file that the clerk chooses. */
function useSaveReport() {
  const t = useText();
  const tell = useErrorNotice();
  const formats = useFormats();
  return async (report: DayReport): Promise<void> => {
    const saved = await desktop().request('day:save', { day: report.day, table: reportTable(report, t, formats) });
    if (!saved.ok) tell(saved.error);
    else if (saved.value !== null) showDone(t('day.saved', { file: saved.value.fileName }));
  };
}

/** The report on paper, as a PDF, or as a table for a spreadsheet. */
function ReportActions({ report }: { readonly report: DayReport }) {
  const t = useText();
  const saveTable = useSaveReport();
  const paper = useDayPaper(report);
  return (
    <>
      <Button icon={Printer} keyAction="printLetter" isPending={paper.isPending} onPress={() => void paper.print()}>
        {t('printing.print')}
      </Button>
      <Button icon={Eye} keyAction="previewLetter" isPending={paper.isPending} onPress={() => void paper.preview()}>
        {t('printing.preview')}
      </Button>
      <Button icon={FileDown} keyAction="savePdf" isPending={paper.isPending} onPress={() => void paper.save()}>
        {t('day.paper.save')}
      </Button>
      <Button icon={Download} keyAction="saveFile" onPress={() => void saveTable(report)}>
        {t('day.save')}
      </Button>
    </>
  );
}

/** "Einde van de dag": what is left at this desk, and the figures of a day. */
export function DayEndScreen() {
  const t = useText();
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState(today);
  const [place, setPlace] = useState(everywhere);
  const locations = useReferences('location');
  const asked = place === everywhere ? { day } : { day, locationId: place };
  const { data: report, error, refetch } = useDayReportQuery(asked);
  const wrong = readError(error);
  const actions = report && <ReportActions report={report} />;
  return (
    <Screen title={t('screen.dayEnd')} actions={actions}>
      <div className="stack">
        <DayEndList />
        <section className="stack" aria-label={t('day.report')}>
          <h2 className="day-place-title">{t('day.report')}</h2>
          <div className="day-choice">
            <DateField label={t('day.day')} value={day} onChange={(next) => setDay(next || today)} />
            <SelectField
              label={t('day.place')}
              options={[
                { id: everywhere, label: t('day.everywhere') },
                ...locations.filter(({ active }) => active).map(({ id, name }) => ({ id, label: name })),
              ]}
              value={place}
              onChange={setPlace}
            />
          </div>
          {wrong && <ErrorMessage error={wrong} onRetry={() => void refetch()} />}
          {!report && !wrong && <Skeleton lines={8} />}
          {report && <ReportPart report={report} />}
        </section>
      </div>
    </Screen>
  );
}
