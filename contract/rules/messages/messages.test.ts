import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterQuietHours,
  callUntil,
  chooseDestination,
  destinationBy,
  lastTold,
  nextSequence,
  reminderMoment,
  smsNumber,
  whatToTell,
  whyToCall,
} from './index.ts';

const nobody = { emailAddresses: [], phoneNumbers: [], optIns: [] };
const since = '2026-01-01';
const optIn = (channel: 'email' | 'sms', allowed: boolean, day = since) => ({ id: day, channel, allowed, since: day });
const mail = { emailAddresses: [{ id: 'e', address: 'a@example.org' }] };
const phone = { phoneNumbers: [{ id: 'p', number: '0470 12 34 56' }] };

describe('the channel of a message', () => {
  it('is what the person prefers and allows', () => {
    const both = { ...nobody, ...mail, ...phone };
    expect(chooseDestination(nobody)).toBeUndefined();
    expect(chooseDestination(both)).toEqual({ channel: 'email', address: 'a@example.org' });
    expect(chooseDestination({ ...both, preferredChannel: 'sms' })?.channel).toBe('email');
    const allows = { ...both, optIns: [optIn('sms', true)] };
    expect(chooseDestination({ ...allows, preferredChannel: 'sms' })).toEqual({
      ...{ channel: 'sms', address: '+32470123456' },
    });
    expect(chooseDestination({ ...both, preferredChannel: 'phone' })).toBeUndefined();
    expect(chooseDestination({ ...allows, preferredChannel: 'phone' })?.channel).toBe('sms');
    expect(chooseDestination({ ...allows, optIns: [optIn('email', false), optIn('sms', true)] })?.channel).toBe('sms');
  });

  it('never is one that the person said no to later', () => {
    const person = { ...nobody, ...phone, optIns: [optIn('sms', false, '2026-02-02'), optIn('sms', true)] };
    expect(destinationBy(person, 'sms')).toBeUndefined();
  });

  it('is not one to which two desks heard yes and no on one day', () => {
    for (const optIns of [
      [optIn('sms', true), optIn('sms', false)],
      [optIn('sms', false), optIn('sms', true)],
    ]) {
      expect(destinationBy({ ...nobody, ...phone, optIns }, 'sms')).toBeUndefined();
    }
  });

  it('takes mobile numbers only', () => {
    expect(['0470/12.34.56', '+32 470 12 34 56', '0032470123456'].map(smsNumber)).toEqual(
      Array.from({ length: 3 }, () => '+32470123456'),
    );
    expect(['09 123 45 67', '+3291234567', '112', '', 'gsm'].map(smsNumber)).toEqual(Array.from({ length: 5 }));
    expect(smsNumber('+31 6 12345678')).toBe('+31612345678');
  });
});

describe('the quiet hours', () => {
  it('are those of the clock in Brussels, also on the days on which it changes', () => {
    const next = (text: string) => afterQuietHours(new Date(text)).toISOString();
    expect(next('2026-11-27T19:59:00.000Z')).toBe('2026-11-27T19:59:00.000Z');
    expect(next('2026-11-27T20:00:00.000Z')).toBe('2026-11-28T07:00:00.000Z');
    // Summer time begins in the night of 29 March, and ends in that of 25 October 2026.
    expect(next('2026-03-28T21:00:00.000Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(next('2026-10-24T21:00:00.000Z')).toBe('2026-10-25T07:00:00.000Z');
  });

  it('end at most 11 hours and a changed clock later, never earlier, and not in the night', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }), (at) => {
        const next = afterQuietHours(at);
        expect(next.getTime() - at.getTime()).toBeGreaterThanOrEqual(0);
        expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
        expect(afterQuietHours(next)).toEqual(next);
      }),
    );
  });
});

describe('the moment of a reminder', () => {
  it('is days before at nine on the clock in Brussels, whatever happens to the clock in between', () => {
    const moment = (text: string, days: number) => reminderMoment(text, days).toISOString();
    expect(moment('2026-12-02T09:30:00Z', 2)).toBe('2026-11-30T08:00:00.000Z');
    expect(moment('2026-03-30T07:00:00Z', 2)).toBe('2026-03-28T08:00:00.000Z');
    expect(moment('2026-10-26T08:00:00Z', 2)).toBe('2026-10-24T07:00:00.000Z');
  });

  it('is in the morning of the day itself, or on the evening before an early one', () => {
    expect(reminderMoment('2026-12-02T13:00:00Z', 0).toISOString()).toBe('2026-12-02T07:00:00.000Z');
    expect(reminderMoment('2026-12-02T08:00:00Z', 0).toISOString()).toBe('2026-12-01T17:00:00.000Z');
    expect(reminderMoment('2026-03-29T07:00:00Z', 0).toISOString()).toBe('2026-03-28T17:00:00.000Z');
  });
});

describe('who is called', () => {
  const told = { startsAt: '2099-01-01T09:00:00Z', mode: 'physical', sequence: 0 };
  const appointment = { state: 'booked', startsAt: told.startsAt, mode: 'physical', notices: [] } as const;
  const message = (state: string, channel = 'email', changes: object = {}) =>
    ({ state, channel, told, createdAt: '2098-12-01T09:00:00Z', ...changes }) as never;
  const now = Date.parse('2098-12-30T09:00:00Z');
  const why = (...messages: never[]) => whyToCall({ ...appointment, notices: [] }, messages, now);

  it('is whom nothing reached that says what the appointment is now', () => {
    expect(why()).toBe('noMessage');
    expect(why(message('requested'))).toBe('notSent');
    expect(why(message('failed'))).toBe('failed');
    expect(why(message('sent', 'sms'))).toBe('notDelivered');
    expect(why(message('failed', 'phone'))).toBe('notReached');
    expect(why(message('sent', 'email', { told: { ...told, startsAt: '2099-01-02T09:00:00Z' } }))).toBe('noMessage');
    expect(why(message('failed', 'email', { problem: 'overtaken' }))).toBe('noMessage');
  });

  it('is nobody who was told, or whose appointment is off', () => {
    for (const one of [
      message('sent'),
      message('delivered', 'sms'),
      message('read', 'eBox'),
      message('delivered', 'phone'),
    ]) {
      expect(why(one, message('failed'))).toBeUndefined();
    }
    expect(whyToCall({ ...appointment, state: 'cancelled', notices: [] }, [], now)).toBeUndefined();
    const notices = [{ id: 'n', kind: 'confirmation', channel: 'email', sentAt: '2098-12-01T09:00:00Z' }] as const;
    expect(whyToCall({ ...appointment, notices: [...notices] }, [], now)).toBeUndefined();
  });

  it('is last whom a mail reached that nobody has said to have read, from a day after the first', () => {
    const asks = (state: string, changes: object = {}) => message(state, 'email', { asksReading: true, ...changes });
    const today = { createdAt: '2098-12-30T08:00:00Z' };
    expect(why(asks('sent'))).toBe('notRead');
    expect(why(asks('delivered'))).toBe('notRead');
    expect(why(asks('sent'), asks('sent', today))).toBe('notRead');
    expect(why(asks('sent'), message('failed', 'phone'))).toBe('notRead');
    expect(why(asks('sent', today))).toBeUndefined();
    expect(why(asks('read'))).toBeUndefined();
    expect(why(asks('sent'), asks('read', today))).toBeUndefined();
    // Somebody whom another message has told needs no call.
    for (const one of [message('delivered', 'sms'), message('delivered', 'phone'), message('sent', 'paper')]) {
      expect(why(asks('sent'), one)).toBeUndefined();
    }
    expect(why(message('sent'), asks('sent'))).toBeUndefined();
    // What was read said something else.
    const before = { told: { ...told, startsAt: '2099-01-02T09:00:00Z' } };
    expect(why(asks('read', before), asks('sent', { told: { ...told, sequence: 1 } }))).toBe('notRead');
    expect(why(asks('failed'))).toBe('failed');
  });

  it('is who heard something else since, also when it is again as they knew it', () => {
    const moved = { told: { ...told, startsAt: '2099-01-02T09:00:00Z', sequence: 1 } };
    const again = { told: { ...told, sequence: 2 } };
    expect(why(message('delivered'), message('delivered', 'phone', moved))).toBe('noMessage');
    expect(why(message('delivered'), message('delivered', 'phone', moved), message('failed', 'email', again))).toBe(
      'failed',
    );
    expect(why(message('delivered'), message('failed', 'email', moved))).toBeUndefined();
    const off = { purpose: 'cancellation', told: { ...told, sequence: 1 } };
    expect(why(message('delivered'), message('delivered', 'email', off))).toBe('noMessage');
    expect(
      why(message('delivered'), message('delivered', 'email', off), message('sent', 'email', again)),
    ).toBeUndefined();
  });

  it('is looked for over a weekend', () => {
    expect(callUntil(new Date('2026-11-27T09:00:00Z')).toISOString()).toBe('2026-12-01T23:00:00.000Z');
    expect(callUntil(new Date('2026-11-30T09:00:00Z')).toISOString()).toBe('2026-12-02T23:00:00.000Z');
    expect(callUntil(new Date('2026-10-23T09:00:00Z')).toISOString()).toBe('2026-10-27T23:00:00.000Z');
  });
});

describe('what a citizen is told', () => {
  it('is what was said last, by whatever channel', () => {
    const channel = fc.constantFrom('email', 'phone', 'paper');
    fc.assert(
      fc.property(fc.array(channel, { minLength: 1, maxLength: 8 }), fc.integer(), (channels, seed) => {
        const said: { readonly told: { readonly sequence: number } }[] = [];
        for (const [index, one] of channels.entries()) {
          const told = { startsAt: '2099-01-01T09:00:00Z', sequence: nextSequence(said as never) };
          const createdAt = new Date(index).toISOString();
          said.push({
            ...{ id: index, channel: one, state: 'delivered', purpose: 'change', createdAt },
            told,
          } as never);
        }
        // In whatever order they are read.
        const turn = Math.abs(seed) % said.length;
        const read = [...said.slice(turn), ...said.slice(0, turn)];
        expect(lastTold(read as never)).toMatchObject({ id: said.length - 1 });
      }),
    );
  });

  it('is nothing when they know it already', () => {
    const state = fc.constantFrom('booked', 'confirmed', 'cancelled', 'held', 'noShow', 'requested');
    const moment = fc.constantFrom('2099-01-01T09:00:00Z', '2099-01-02T09:00:00Z');
    const told = fc.option(fc.record({ purpose: fc.constantFrom('confirmation', 'change', 'cancellation'), moment }));
    fc.assert(
      fc.property(state, moment, told, (now, startsAt, known) => {
        const appointment = { state: now, startsAt, mode: 'physical' } as const;
        const before =
          known === null ? undefined : { ...known, told: { startsAt: known.moment, mode: 'physical', sequence: 1 } };
        const purpose = whatToTell(appointment, before as never);
        if (purpose === undefined) return;
        const after = { purpose, told: { startsAt, mode: 'physical', sequence: 2 } };
        expect(whatToTell(appointment, after)).toBeUndefined();
        expect(purpose === 'cancellation').toBe(now === 'cancelled');
      }),
    );
  });
});
