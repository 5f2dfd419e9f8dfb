import type { ConsultedEid } from '@onthaal/contract/devices/eid-reading.ts';
import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import { describe, expect, it } from 'vitest';
import { type CardEvent, type CardState, nextCardState, placeOf } from './card-state.ts';

const place = { reader: 'A', insertion: 1, isSilent: false };
const later = { ...place, insertion: 2 };
const checks = [{ check: 'authenticationStatus', verdict: 'notApplicable', finding: 'statusNotAsked' }] as const;
const card = { readingId: 'one' } as unknown as ConsultedEid;
const verification = { photo: 'photo', checks: [...checks] };
const holder = { kind: 'holder', place, card } as const;
const verified = { kind: 'verified', readingId: 'one', verification } as const;
const out = { kind: 'place', place: undefined } as const;
const following = (...events: CardEvent[]) => events.reduce<CardState>(nextCardState, { kind: 'none' });
const gone = { code: 'CARD_REMOVED', retryable: true } as const;
const busy = { code: 'CARD_READER_BUSY', retryable: true } as const;

describe('the card at the desk', () => {
  it('is read when it lies there and forgotten when it is out', () => {
    const read = following({ kind: 'place', place }, holder, verified);
    expect(read).toMatchObject({ kind: 'read', isAsking: true, card: { readingId: 'one', ...verification } });
    expect(nextCardState(read, out)).toEqual({ kind: 'none' });
  });
  it('pulled out in mid-read says so, until another card is put in', () => {
    const pulled = following({ kind: 'place', place }, out);
    expect(pulled).toMatchObject({ kind: 'failed', error: { code: 'CARD_REMOVED' } });
    expect(nextCardState(pulled, holder)).toEqual(pulled);
    expect(nextCardState(pulled, { kind: 'place', place: later })).toMatchObject({ kind: 'reading' });
  });
  it('has its holder before it is checked, and is not read before it is', () => {
    const checking = following({ kind: 'place', place }, holder);
    expect(checking).toEqual({ kind: 'checking', place, card });
    expect(nextCardState(checking, { ...verified, readingId: 'other' })).toBe(checking);
    expect(nextCardState(checking, holder)).toBe(checking);
  });
  it.each([
    ['the reader', [out]],
    ['the reading, and then the reader', [{ kind: 'failed', place, error: gone }, out]],
    ['another failure, and then it is taken out', [{ kind: 'failed', place, error: busy }, out]],
  ] as const)(
    'pulled out before it was checked, as told by %s: what was seen stays and is never read',
    (_by, events) => {
      const failed = following({ kind: 'place', place }, holder, ...events);
      expect(failed).toMatchObject({ kind: 'failed', seen: card });
      expect(failed).not.toHaveProperty('place.reader');
      expect(nextCardState(failed, verified)).toBe(failed);
      expect(nextCardState(failed, { kind: 'left' })).toMatchObject({ kind: 'failed', seen: undefined });
      expect(nextCardState(failed, { kind: 'place', place: later })).toEqual({ kind: 'reading', place: later });
    },
  );
  it('says the same when the reader told of the removal before the service did', () => {
    const failed = following({ kind: 'place', place }, { kind: 'failed', place, error: gone });
    expect(nextCardState(failed, out)).toEqual({ kind: 'failed', error: gone });
  });
  it('out and in within a second is another card: the answer about the first is not shown', () => {
    const second = following({ kind: 'place', place }, { kind: 'place', place: later });
    expect(nextCardState(second, holder)).toEqual(second);
    expect(nextCardState(second, { kind: 'failed', place, error: busy })).toEqual(second);
  });
  it('that does not answer is not asked, also not again', () => {
    const silent = following({ kind: 'place', place: { ...place, isSilent: true } });
    expect(silent).toMatchObject({ kind: 'failed', error: { code: 'CARD_SILENT' } });
    expect(nextCardState(silent, { kind: 'again' })).toBe(silent);
  });
  it('that failed is read again when asked, and its failure goes away with it', () => {
    const failed = following({ kind: 'place', place }, { kind: 'failed', place, error: busy });
    expect(nextCardState(failed, { kind: 'again' })).toEqual({ kind: 'reading', place });
    expect(nextCardState(failed, { kind: 'place', place: undefined })).toEqual({ kind: 'none' });
  });
  it('gets the checks that came later, of this reading only', () => {
    const read = following({ kind: 'place', place }, holder, verified);
    const good = [{ check: 'authenticationStatus', verdict: 'confirmed', finding: 'statusGood' }] as const;
    expect(nextCardState(read, { kind: 'asked', readingId: 'other', checks: good })).toBe(read);
    const asked = nextCardState(read, { kind: 'asked', readingId: 'one', checks: good });
    expect(asked).toMatchObject({ isAsking: false, card: { checks: good } });
  });
});

describe('the reader of the citizen', () => {
  const readers: ReadersState = {
    service: 'running',
    readers: [
      { name: 'A', card: 'present', insertion: 1 },
      { name: 'B', card: 'present', insertion: 4 },
      { name: 'C', card: 'absent', insertion: 2 },
    ],
  };
  it.each([
    [undefined, 'A'],
    ['B', 'B'],
    ['unplugged', 'A'],
    ['C', undefined],
  ])('chosen %s: the card in %s', (preferred, expected) => {
    expect(placeOf(readers, preferred)?.reader).toBe(expected);
  });
});
