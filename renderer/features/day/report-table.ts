import { csvTable } from '@onthaal/contract/rules/tables/csv.ts';
import type { DayReport } from '@onthaal/contract/store/day.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

const COLUMNS = 5;

function minutes(seconds: number | undefined): string {
  return seconds === undefined ? '' : (seconds / 60).toFixed(1).replace('.', ',');
}

function filled(cells: readonly string[]): readonly string[] {
  return [...cells, ...Array.from({ length: COLUMNS - cells.length }, () => '')];
}

/** The figures of a day as CSV, one part below the other, each line with what it is about in the first column. */
export function reportTable(report: DayReport, t: Translate, formats: Formats): string {
  const { figures, appointments, curve, products, backOffice, takings = [] } = report;
  const { outcomes, waits, channels, results } = figures;
  const part = (name: 'outcomes' | 'products' | 'backOffice' | 'channels' | 'results' | 'takings' | 'curve') =>
    t(`day.part.${name}`);
  const rows: (readonly string[])[] = [
    [t('day.column.part'), t('day.column.what'), t('day.column.count'), t('day.column.usual'), t('day.column.longest')],
    [part('outcomes'), t('day.cameIn'), `${outcomes.cameIn}`],
    [part('outcomes'), t('day.withAppointment'), `${outcomes.withAppointment}`],
    [part('outcomes'), t('day.finished'), `${outcomes.finished}`],
    [part('outcomes'), t('day.left'), `${outcomes.left}`],
    [part('outcomes'), t('day.noShow'), `${outcomes.noShow}`],
    [part('outcomes'), t('day.open'), `${outcomes.open}`],
    [part('outcomes'), t('day.planned'), `${appointments.planned}`],
    [part('outcomes'), t('day.plannedNoShow'), `${appointments.noShow}`],
    [part('outcomes'), t('day.plannedCancelled'), `${appointments.cancelled}`],
    [part('outcomes'), t('day.wait'), `${waits.count}`, minutes(waits.medianSeconds), minutes(waits.longestSeconds)],
    ...products.map(({ name, asked, served }) => [
      ...[part('products'), name, `${asked}`],
      ...[minutes(served.medianSeconds), minutes(served.longestSeconds)],
    ]),
    ...backOffice.map(({ subject, productName, count, seconds }) => [
      ...[part('backOffice'), productName ?? t.word('backOfficeSubject', subject), `${count}`, minutes(seconds)],
    ]),
    ...channels.map(({ code, count }) => [part('channels'), t.word('channel', code), `${count}`]),
    ...results.map(({ code, count }) => [part('results'), t.word('interactionResult', code), `${count}`]),
    ...takings.map(({ method, count, amountCents }) => [
      ...[part('takings'), t.word('paymentMethod', method), `${count}`],
      (amountCents / 100).toFixed(2).replace('.', ','),
    ]),
    ...curve.map(({ at, most, longestMinutes }) => [
      part('curve'),
      formats.time(at),
      `${most}`,
      '',
      `${longestMinutes}`,
    ]),
  ];
  return csvTable(rows.map(filled));
}
