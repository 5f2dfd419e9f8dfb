import { describe, expect, it } from 'vitest';
import { queryToSql } from './run-query.ts';
import { tableLayoutOf } from './table-layout.ts';
import { createInstance, DOSSIER_SCHEMA, dossier, openTestStorage, prepared } from './testing/test-database.ts';
import { fromColumnText, toColumnText } from './text-order.ts';

const layout = tableLayoutOf('dossiers', DOSSIER_SCHEMA);
const compiled = (selector: object) => queryToSql(layout, prepared({ selector }));

describe('a selector in SQL', () => {
  it.each([
    [{ status: { $mod: [2, 0] } }, false],
    [{ priority: { $mod: [2, 0] } }, true],
    [{ labels: { $size: 2 } }, true],
    [{ labels: { $elemMatch: { $gt: 'a', $lt: 'b' } } }, true],
    [{ note: { $regex: 'straat$', $options: 'i' } }, true],
    [{ remark: { $type: ['string', 'null'] } }, true],
    [{ $nor: [{ labels: 'a' }, { 'applicant.city': { $exists: true } }] }, true],
    [{ count: { $gte: 274_513_680_274_849_340 } }, true],
    [{ note: { $gt: '😀' } }, true],
    [{ applicant: { $eq: { name: 'a' } } }, false],
    [{ nowhere: 'a' }, false],
  ])('is exact or not: %j', (selector, exact) => {
    expect(compiled(selector).exact).toBe(exact);
  });

  it('narrows what only JavaScript can decide, also when it is negated', () => {
    const inexact = { applicant: { $eq: { name: 'a' } } };
    expect(compiled({ status: 'open', ...inexact }).from).toMatch(/WHERE field_status = \?$/);
    expect(compiled({ $or: [{ status: 'open', ...inexact }, { status: 'closed' }] }).from).toContain(' OR ');
    expect(compiled({ $nor: [{ status: { $ne: 'open' } }, inexact] }).from).toContain('field_status');
  });

  it('answers more branches and deeper nesting than SQLite takes as one chain', async () => {
    const { storage, databaseFile } = openTestStorage();
    const instance = await createInstance(storage);
    await instance.bulkWrite([{ document: dossier('a', { status: 'status-1999' }) }], 'test');
    const branches = Array.from({ length: 2000 }, (_, index) => ({ status: `status-${index}`, priority: 1 }));
    expect((await instance.count(prepared({ selector: { $or: branches } }))).count).toBe(1);
    let deep: object = { status: 'status-1999' };
    for (let level = 0; level < 400; level += 1) deep = { $and: [{ priority: 1 }, deep] };
    expect((await instance.count(prepared({ selector: deep }))).count).toBe(1);
    databaseFile.close();
  });
});

describe('texts in columns', () => {
  const texts = [
    '',
    'a',
    'é',
    '\ud7ff',
    '😀',
    '𐀀',
    '\u{10ffff}',
    '\ud800',
    'a\udfff',
    '\ue000',
    '\ufffd',
    '\uffff',
    '\u{1d800}',
  ];

  it('come out as they went in, and stand in the order of JavaScript', () => {
    for (const text of texts) expect(fromColumnText(toColumnText(text))).toBe(text);
    const byUnits = [...texts].sort();
    const byBytes = [...texts].sort((one, other) =>
      Buffer.compare(Buffer.from(toColumnText(one)), Buffer.from(toColumnText(other))),
    );
    expect(byBytes).toEqual(byUnits);
  });

  it('stay as they are without such characters', () => {
    expect(toColumnText('Éva Peeters, \ud7ff')).toBe('Éva Peeters, \ud7ff');
  });
});
