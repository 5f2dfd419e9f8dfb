import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNeedless, isOutOfDate, mayWaitAgain, paperToPrint, whatToTell } from './index.ts';

const at = (day: number) => `2099-01-0${day}T09:00:00.000Z`;
const appointment = (state: string, day = 1) => ({ state, startsAt: at(day), mode: 'physical' }) as never;
const paper = (state: string, day = 1, more: object = {}) =>
  ({
    ...{ channel: 'paper', state, purpose: 'confirmation', stateSince: at(1) },
    ...{ told: { startsAt: at(day), mode: 'physical', sequence: 0 } },
    ...more,
  }) as never;

describe('a paper that was given up', () => {
  const before = Date.parse('2098-01-01T00:00:00.000Z');
  const given = (more: object = {}) => paper('failed', 1, more);

  it('may wait again as long as it says what is so and nothing else was said since', () => {
    const earlier = paper('sent', 2, { stateSince: '2098-01-01T00:00:00.000Z' });
    const unanswered = paper('failed', 1, { channel: 'phone', stateSince: at(3) });
    const reminder = paper('sent', 1, { channel: 'email', purpose: 'reminder', stateSince: at(3) });
    expect(mayWaitAgain(given(), appointment('booked'), [earlier, unanswered, reminder], before)).toBe(true);
    expect(mayWaitAgain(given({ purpose: 'cancellation' }), appointment('cancelled'), [], before)).toBe(true);
  });

  it.each([
    ['it moved', given(), appointment('booked', 2), []],
    ['it was cancelled', given(), appointment('cancelled'), []],
    ['it was taken back', given({ purpose: 'cancellation' }), appointment('booked'), []],
    ['they came', given(), appointment('served'), []],
    ['the centre stopped it', given({ problem: 'overtaken' }), appointment('booked'), []],
    ['it never was one of the centre', given({ purpose: undefined }), appointment('booked'), []],
    ['it is no paper', given({ channel: 'email' }), appointment('booked'), []],
    ['it left', paper('returned'), appointment('booked'), []],
    [
      'they were called',
      given(),
      appointment('booked'),
      [paper('delivered', 1, { channel: 'phone', stateSince: at(2) })],
    ],
    ['another waits', given(), appointment('booked'), [paper('requested', 1, { stateSince: at(2) })]],
  ])('may not when %s', (_why, message, about, others) => {
    expect(mayWaitAgain(message, about, others as never, before)).toBe(false);
  });

  it('may not for what is over', () => {
    expect(mayWaitAgain(given(), appointment('booked'), [], Date.parse(at(1)))).toBe(false);
  });
});

describe('what must be printed', () => {
  it('is what waits for it, in the words that it waits with', () => {
    expect(paperToPrint(appointment('booked'), [paper('requested')])).toBe('confirmation');
    expect(paperToPrint(appointment('booked', 2), [paper('sent'), paper('requested', 2, { purpose: 'change' })])).toBe(
      'change',
    );
  });

  it('is nothing for who has a paper that is so, or is written by other means', () => {
    expect(paperToPrint(appointment('booked'), [paper('sent')])).toBeUndefined();
    expect(paperToPrint(appointment('booked'), [])).toBeUndefined();
    expect(paperToPrint(appointment('booked', 2), [paper('sent', 1, { channel: 'email' })])).toBeUndefined();
    expect(paperToPrint(appointment('cancelled'), [paper('requested')])).toBeUndefined();
  });

  it('is another after a move or a cancellation, and none once the other came out', () => {
    expect(paperToPrint(appointment('booked', 2), [paper('sent')])).toBe('change');
    expect(paperToPrint(appointment('cancelled'), [paper('sent')])).toBe('cancellation');
    const anew = paper('sent', 2, { stateSince: at(2) });
    expect(paperToPrint(appointment('booked', 2), [paper('sent'), anew])).toBeUndefined();
    const off = paper('sent', 1, { purpose: 'cancellation', stateSince: at(2) });
    expect(paperToPrint(appointment('cancelled'), [paper('sent'), off])).toBeUndefined();
    expect(paperToPrint(appointment('booked'), [off])).toBe('change');
  });

  it('is another for who heard in a call that it moved, when it moved back to what their paper says', () => {
    const call = paper('delivered', 2, { channel: 'phone', createdAt: at(3) });
    const waiting = paper('requested', 1, { purpose: 'change' });
    expect(paperToPrint(appointment('booked'), [paper('sent'), call])).toBe('change');
    expect(paperToPrint(appointment('booked'), [paper('sent'), call, waiting])).toBe('change');
    expect(isNeedless(waiting, appointment('booked'), [paper('sent'), call, waiting])).toBe(false);
    const anew = paper('sent', 1, { stateSince: at(4) });
    expect(paperToPrint(appointment('booked'), [paper('sent'), call, waiting, anew])).toBeUndefined();
  });

  it('is nothing for what is over', () => {
    for (const state of ['served', 'noShow', 'arrived', 'held', 'requested', 'refused']) {
      expect(paperToPrint(appointment(state, 2), [paper('sent')])).toBeUndefined();
    }
  });

  it('is never a paper that would be out of date as soon as it came out, whatever happened before', () => {
    const state = fc.constantFrom('booked', 'confirmed', 'reminded', 'cancelled', 'served', 'requested');
    const papers = fc.array(
      fc
        .tuple(
          fc.constantFrom('requested', 'sent', 'returned', 'failed'),
          fc.integer({ min: 1, max: 3 }),
          fc.constantFrom('confirmation', 'change', 'cancellation'),
          fc.integer({ min: 1, max: 9 }),
        )
        .map(([one, day, purpose, since]) => paper(one, day, { purpose, stateSince: at(since) })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(state, fc.integer({ min: 1, max: 3 }), papers, (now, day, known) => {
        const subject = appointment(now, day);
        const purpose = paperToPrint(subject, known);
        if (purpose === undefined) return;
        const printed = paper('sent', day, { purpose, stateSince: '2099-02-01T00:00:00.000Z' });
        expect(isOutOfDate(printed, subject)).toBe(false);
        // Printed and handed over, there is nothing more to print or to tell, and what waited is needless.
        const all = [...known, printed];
        expect(paperToPrint(subject, all)).toBeUndefined();
        const waiting = all.filter((one: { state: string }) => one.state === 'requested');
        expect(waiting.every((one) => isNeedless(one, subject, all))).toBe(true);
        expect(whatToTell(subject, printed)).toBeUndefined();
      }),
    );
  });
});

it('only paper is out of date: a mail is followed by another by itself', () => {
  expect(isOutOfDate(paper('sent'), appointment('booked', 2))).toBe(true);
  expect(isOutOfDate(paper('sent'), appointment('booked'))).toBe(false);
  expect(isOutOfDate(paper('returned'), appointment('booked', 2))).toBe(false);
  expect(isOutOfDate(paper('sent', 1, { channel: 'email' }), appointment('booked', 2))).toBe(false);
});
