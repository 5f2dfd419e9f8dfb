import type { DayReport } from '@onthaal/contract/store/day.ts';
import { expect, it } from 'vitest';
import { makeFormats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
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
