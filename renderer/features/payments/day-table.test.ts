import type { PaymentDay, PaymentRow } from '@onthaal/contract/store/payments.ts';
import { expect, it } from 'vitest';
import { makeFormats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { dayTable } from './day-table.ts';

const t = Object.assign((key: string) => key, { word: (_set: string, word: string) => word }) as unknown as Translate;

const row: PaymentRow = {
  ...{ id: 'p', kind: 'payment', day: '2026-11-27', amountCents: 2175, method: 'cash', state: 'paid' },
  ...{ begunAt: '2026-11-27T09:00:00Z', stateSince: '2026-11-27T09:01:00Z', reference: '+++010/8068/17183+++' },
  ...{ dossierNumber: '2026-LV-00001', byName: 'Els Peeters', ofThisDesk: true, refundableCents: 2175 },
  lines: [{ id: 'a', productCode: 'kids-id', name: '=HYPERLINK("x")', quantity: 2, unitCents: 1050 }],
} as PaymentRow;
const day: PaymentDay = {
  ...{ day: '2026-11-27', deskName: 'Loket 1', uncertain: [], counts: [] },
  drawerOpenings: [{ id: 'o', at: '2026-11-27T10:00:00Z', reason: '=wissel', state: 'paid', byName: 'Els Peeters' }],
  payments: [row, { ...row, id: 'r', kind: 'refund', amountCents: 100, reason: '@verkeerd "product"' } as PaymentRow],
  totals: [{ method: 'cash', count: 2, amountCents: 2075, unfinished: 0 }],
};

it('lists payments and refunds with decimal commas, totals below, and nothing that a spreadsheet would run', () => {
  const lines = dayTable(day, t, makeFormats('nl-BE')).split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[1]).toContain('"21,75";"2026-LV-00001";"2 x =HYPERLINK(""x"")";"010/8068/17183"');
  expect(lines[2]).toContain('"-1,00"');
  expect(lines[2]).toContain(`"'@verkeerd ""product"""`);
  expect(lines[3]).toContain(`"payments.drawer.list: payments.drawer.state.paid";"";"";"'=wissel"`);
  expect(lines[4]).toBe('"";"cash";"payments.total";"20,75";"";"";"";""');
  expect(new Set(lines.slice(0, 5).map((line) => line.split('";"').length))).toEqual(new Set([8]));
});
