import { describe, expect, it } from 'vitest';
import { lostStateOf } from './lost-work.ts';
import type { OutboxRow } from './outbox-rows.ts';

function row(sequence: number, base: object | null, acceptedAt: string | null): OutboxRow {
  return {
    sequence,
    operation_id: `operation-${sequence}`,
    collection: 'persons',
    document_id: 'person',
    command: 'updatePerson',
    title: '',
    state: 'local',
    pending: 1,
    queued_at: '2026-11-23T09:00:00.000Z',
    document_updated_at: `2026-11-23T09:0${sequence}:00.000Z`,
    accepted_at: acceptedAt,
    attempts: 0,
    error: null,
    changes: '{}',
    base: base === null ? null : JSON.stringify(base),
    mine: '{}',
    discarded_at: null,
    follows: null,
  };
}
const ACCEPTED = '2026-11-23T09:30:00.000Z';

describe('what the centre lost of a document', () => {
  it('is nothing while nothing that it accepted is pending again', () => {
    expect(lostStateOf([])).toBeUndefined();
    expect(lostStateOf([row(1, { a: 1 }, null)])).toBeUndefined();
  });
  it('reaches up to the newest lost state, and starts before the first lost write', () => {
    const rows = [row(1, { a: 1 }, ACCEPTED), row(2, { a: 2 }, ACCEPTED), row(3, { a: 3 }, null)];
    expect(lostStateOf(rows)).toEqual({ lostAt: '2026-11-23T09:02:00.000Z', base: { a: 1 } });
  });
  it('starts before what the clerk wrote since, when only others had written before: that must not merge away', () => {
    const rows = [row(3, { a: 'of others' }, null), row(4, null, ACCEPTED)];
    expect(lostStateOf(rows)?.base).toEqual({ a: 'of others' });
    expect(lostStateOf([row(4, null, ACCEPTED)])?.base).toBeUndefined();
  });
});
