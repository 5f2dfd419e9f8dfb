import type { DayReport } from '@onthaal/contract/store/day.ts';
import { expect, it } from 'vitest';
import { makeFormats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { dayPaper } from './day-paper.ts';
import { reportTable } from './report-table.ts';

const t = Object.assign((key: string) => key, { word: (_set: string, word: string) => word }) as unknown as Translate;

const report: DayReport = {
  day: '2026-11-27',
  figures: {
    outcomes: { cameIn: 12, withAppointment: 4, finished: 9, left: 1, noShow: 2, open: 0 },
    waits: { count: 11, medianSeconds: 390, longestSeconds: 1500 },
    products: [],
    channels: [{ code: 'counter', count: 9 }],
    results: [{ code: 'answered', count: 9 }],
    backOffice: [],
  },
  products: [
    { productCode: 'x', name: '=1+1', asked: 12, served: { count: 9, medianSeconds: 300, longestSeconds: 720 } },
  ],
  backOffice: [{ subject: 'mail', count: 2, seconds: 2700, notReliable: 0 }],
  curve: [{ at: '2026-11-27T08:15:00.000Z', most: 5, longestMinutes: 17 }],
  takings: [{ method: 'cash', count: 2, amountCents: -1050, refundedCents: 1050, unfinished: 0 }],
  appointments: { planned: 5, noShow: 1, cancelled: 0 },
};

it('has a line for each figure, all equally wide, with decimal commas and nothing that a spreadsheet would run', () => {
  const lines = reportTable(report, t, makeFormats('nl-BE')).trimEnd().split('\r\n');
  expect(new Set(lines.map((line) => line.split('";"').length))).toEqual(new Set([5]));
  expect(lines).toContain('"day.part.outcomes";"day.cameIn";"12";"";""');
  expect(lines).toContain('"day.part.outcomes";"day.wait";"11";"6,5";"25,0"');
  expect(lines).toContain(`"day.part.products";"'=1+1";"12";"5,0";"12,0"`);
  expect(lines).toContain('"day.part.backOffice";"mail";"2";"45,0";""');
  expect(lines).toContain('"day.part.takings";"cash";"2";"-10,50";""');
  expect(lines).toContain('"day.part.curve";"09:15";"5";"";"17"');
});

it('says nothing of payments to who sees none', () => {
  const { takings: _hidden, ...rest } = report;
  expect(reportTable(rest, t, makeFormats('nl-BE'))).not.toContain('day.part.takings');
});

const paperOf = (shown: DayReport) => dayPaper(shown, 'nl', t, makeFormats('nl-BE'));

it('has the same figures on paper, and a picture for what can be seen at a glance', () => {
  const { sections, ...head } = paperOf(report);
  expect(head).toMatchObject({
    day: '2026-11-27',
    language: 'nl',
    title: 'day.paper.title',
    subtitle: 'day.everywhere',
  });
  for (const { columns, rows } of sections) expect(rows.every((row) => row.length === columns.length)).toBe(true);
  const section = (title: string) => sections.find((one) => one.title === title);
  expect(section('day.part.outcomes')?.rows).toContainEqual(['day.cameIn', '12']);
  expect(section('day.curve.title')).toMatchObject({
    picture: { kind: 'overTime', bars: [{ label: '09:15', value: 5, text: '5' }] },
    rows: [['09:15', '5', 'queue.minutes']],
  });
  expect(section('day.part.products')).toMatchObject({ picture: { bars: [{ label: '=1+1', value: 12 }] } });
  expect(section('day.serviceTimes')).toMatchObject({ picture: { bars: [{ label: '=1+1', value: 300 }] } });
  expect(section('day.part.takings')?.rows[0]?.[2]?.replaceAll(/\s/g, ' ')).toBe('€ -10,50');
  expect(section('day.part.backOffice')?.rows).toHaveLength(1);
});

it('draws nothing of an empty day, and says that there was nothing', () => {
  const nothing = { cameIn: 0, withAppointment: 0, finished: 0, left: 0, noShow: 0, open: 0 };
  const figures = { ...report.figures, outcomes: nothing, waits: { count: 0 }, channels: [], results: [] };
  const { sections } = paperOf({ ...report, figures, products: [], backOffice: [], curve: [], takings: [] });
  for (const { picture, rows, nothing: said } of sections.slice(1)) {
    expect([picture, rows]).toEqual([undefined, []]);
    expect(said).not.toBe('');
  }
  const { takings: _hidden, ...rest } = report;
  expect(paperOf(rest).sections.map(({ title }) => title)).not.toContain('day.part.takings');
});
