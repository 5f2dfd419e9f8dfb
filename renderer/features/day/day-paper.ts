import type { DayPaper, DaySection, Picture } from '@onthaal/contract/letters/day-paper.ts';
import type { Counted, CurvePoint } from '@onthaal/contract/rules/day/index.ts';
import type { DayReport } from '@onthaal/contract/store/day.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { curveAlternative, isLabelled } from './curve-words.ts';
import { minutesText } from './day-parts.tsx';

/** More bars below each other than this fill a page. */
const mostRanked = 20;

function outcomes({ figures, appointments }: DayReport, t: Translate): DaySection {
  const { outcomes: of, waits } = figures;
  return {
    title: t('day.part.outcomes'),
    nothing: '',
    columns: [t('day.column.what'), t('day.column.count')],
    rows: [
      [t('day.cameIn'), `${of.cameIn}`],
      [t('day.withAppointment'), `${of.withAppointment}`],
      [t('day.finished'), `${of.finished}`],
      [t('day.left'), `${of.left}`],
      [t('day.noShow'), `${of.noShow}`],
      [t('day.open'), `${of.open}`],
      [t('day.planned'), `${appointments.planned}`],
      [t('day.plannedNoShow'), `${appointments.noShow}`],
      [t('day.plannedCancelled'), `${appointments.cancelled}`],
      [t('day.wait'), minutesText(waits.medianSeconds, t)],
      [t('day.paper.longestWait'), minutesText(waits.longestSeconds, t)],
    ],
  };
}

function waiting(curve: readonly CurvePoint[], t: Translate, formats: Formats): DaySection {
  const isEmpty = curve.every(({ most }) => most === 0);
  const bars = curve.map((point, place) => ({
    label: isLabelled(point, place) ? formats.time(point.at) : '',
    ...{ value: point.most, text: `${point.most}` },
  }));
  const picture: Picture = { kind: 'overTime', alternative: curveAlternative(curve, t, formats), bars };
  return {
    title: t('day.curve.title'),
    nothing: t('day.curve.nobody'),
    ...(isEmpty ? {} : { picture }),
    columns: [t('day.curve.from'), t('day.curve.most'), t('day.curve.longest')],
    rows: isEmpty
      ? []
      : curve.map(({ at, most, longestMinutes }) => [
          formats.time(at),
          `${most}`,
          t('queue.minutes', { minutes: longestMinutes }),
        ]),
  };
}

/** Bars from the longest to the shortest, and the sentence that says the same of the first. */
function ranking(title: string, bars: Picture['bars']): { readonly picture?: Picture } {
  const shown = bars
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value)
    .slice(0, mostRanked);
  const [first] = shown;
  if (first === undefined) return {};
  return { picture: { kind: 'ranked', alternative: `${title}: ${first.label}, ${first.text}`, bars: shown } };
}

function reasons({ products }: DayReport, t: Translate): DaySection {
  const title = t('day.part.products');
  const bars = products.map(({ name, asked }) => ({ label: name, value: asked, text: `${asked}` }));
  return {
    ...{ title, nothing: t('day.noProducts'), ...ranking(title, bars) },
    columns: [t('day.product'), t('day.asked')],
    rows: products.map(({ name, asked }) => [name, `${asked}`]),
  };
}

function serviceTimes({ products }: DayReport, t: Translate): DaySection {
  const title = t('day.serviceTimes');
  const measured = products.filter(({ served }) => served.count > 0);
  const bars = measured.map(({ name, served: { medianSeconds = 0 } }) => ({
    ...{ label: name, value: medianSeconds, text: minutesText(medianSeconds, t) },
  }));
  return {
    ...{ title, nothing: t('day.paper.nothingMeasured'), ...ranking(title, bars) },
    columns: [t('day.product'), t('day.served'), t('day.usual'), t('day.longestShort')],
    rows: measured.map(({ name, served }) => [
      ...[name, `${served.count}`],
      ...[minutesText(served.medianSeconds, t), minutesText(served.longestSeconds, t)],
    ]),
  };
}

function contacts(name: 'channels' | 'results', rows: readonly Counted[], t: Translate): DaySection {
  const word = name === 'channels' ? ('channel' as const) : ('interactionResult' as const);
  const title = t(`day.part.${name}`);
  const named = rows.map(({ code, count }) => ({ label: t.word(word, code), value: count, text: `${count}` }));
  return {
    ...{ title, nothing: t('day.noContacts'), ...ranking(title, named) },
    columns: [t('day.column.what'), t('day.column.count')],
    rows: named.map(({ label, text }) => [label, text]),
  };
}

function backOffice(work: DayReport['backOffice'], t: Translate): DaySection {
  return {
    title: t('day.part.backOffice'),
    nothing: t('day.paper.nothingMeasured'),
    columns: [t('day.column.what'), t('day.column.count'), t('day.paper.together')],
    rows: work.map(({ subject, productName, count, seconds }) => [
      ...[productName ?? t.word('backOfficeSubject', subject), `${count}`, minutesText(seconds, t)],
    ]),
  };
}

function takings(methods: NonNullable<DayReport['takings']>, t: Translate, formats: Formats): DaySection {
  return {
    title: t('day.part.takings'),
    nothing: t('day.noTakings'),
    columns: [t('day.column.what'), t('day.column.count'), t('day.paper.amount')],
    rows: methods.map(({ method, count, amountCents }) => [
      ...[t.word('paymentMethod', method), `${count}`, formats.money(amountCents)],
    ]),
  };
}

/** The figures of a day as they stand on paper: the same as on the screen and in the CSV, with the pictures. */
export function dayPaper(report: DayReport, language: DayPaper['language'], t: Translate, formats: Formats): DayPaper {
  const { day, locationName, figures } = report;
  const title = t('day.paper.title', { day: formats.longDay(day) });
  return {
    ...{ day, language, title, subtitle: locationName ?? t('day.everywhere') },
    today: t('day.paper.made', { when: formats.dayTime(new Date().toISOString()) }),
    sections: [
      outcomes(report, t),
      waiting(report.curve, t, formats),
      reasons(report, t),
      serviceTimes(report, t),
      contacts('channels', figures.channels, t),
      contacts('results', figures.results, t),
      ...(report.backOffice.length > 0 ? [backOffice(report.backOffice, t)] : []),
      ...(report.takings ? [takings(report.takings, t, formats)] : []),
    ],
  };
}
