import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuietHours, chooseDestination, destinationBy, smsNumber, whatToTell } from './index.ts';

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
    expect(chooseDestination({ ...allows, preferredChannel: 'phone' })).toBeUndefined();
    expect(chooseDestination({ ...allows, optIns: [optIn('email', false), optIn('sms', true)] })?.channel).toBe('sms');
  });

  it('never is one that the person said no to later', () => {
    const person = { ...nobody, ...phone, optIns: [optIn('sms', false, '2026-02-02'), optIn('sms', true)] };
    expect(destinationBy(person, 'sms')).toBeUndefined();
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

describe('what a citizen is told', () => {
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
