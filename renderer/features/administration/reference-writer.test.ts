import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { expect, it } from 'vitest';
import { ReferenceWriter } from './reference-writer.ts';
import type { DecidedHits } from './schedule/after-save.ts';

const of = { id: 'closing', kind: 'calendar', row: undefined } as const;
const what = { name: 'Brugdag', active: true, data: { purpose: 'closing' }, basedOn: '2026-11-20T10:00:00.000Z' };
const nothing: DecidedHits = { told: { hits: [], groups: [] }, decisions: [], groups: [] };
const called: DecidedHits = { ...nothing, groups: [{ productCode: 'attest', how: 'call', count: 500 }] };

/** A centre that writes, and whose answers are lost as long as it is told an error. */
function centre() {
  const asked: SaveReference[] = [];
  const state = { asked, decided: 0, lost: undefined as ErrorCode | undefined };
  const save = async (row: SaveReference): Promise<Result<SavedReference>> => {
    asked.push(row);
    if (state.lost !== undefined) return failure(state.lost);
    return success({ id: row.id, updatedAt: '2026-11-20T11:00:00.000Z' });
  };
  const decide = async () => {
    state.decided += 1;
    // What was written hits nothing any more.
    return success(state.decided === 1 ? called : nothing);
  };
  return { state, parts: { save, decide } };
}

it('sends a save without an answer again as it was: what was decided about what it hits is not forgotten', async () => {
  const { state, parts } = centre();
  const writer = new ReferenceWriter();
  for (const code of ['MIDOFFICE_UNREACHABLE', 'MIDOFFICE_FAILED'] as const) {
    state.lost = code;
    expect(await writer.write(parts, of, what)).toMatchObject({ error: { code } });
  }
  // The sync brought the row meanwhile, and somebody said to go on from it.
  expect(writer.isUnanswered(what)).toBe(true);
  state.lost = undefined;
  const later = { ...what, basedOn: '2026-11-20T10:30:00.000Z' };
  expect(await writer.write(parts, of, later)).toMatchObject({ ok: true, value: { decided: called } });
  const [first] = state.asked;
  expect(first?.groups).toEqual(called.groups);
  expect(state.asked).toEqual([first, first, first]);
  expect(writer.isUnanswered(what)).toBe(false);
});

it.each([
  ['other words', 'MIDOFFICE_UNREACHABLE', { ...what, name: 'Sluiting' }],
  ['what was refused', 'REFERENCE_CHANGED_MEANWHILE', what],
] as const)('asks anew about %s', async (_name, code, next) => {
  const { state, parts } = centre();
  const writer = new ReferenceWriter();
  state.lost = code;
  await writer.write(parts, of, what);
  expect(writer.isUnanswered(next)).toBe(false);
  state.lost = undefined;
  await writer.write(parts, of, next);
  expect(state.decided).toBe(2);
  expect(state.asked[1]?.groups).toBeUndefined();
});
