import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedJcc, simulatedActivities, simulatedLocations } from '../../../simulators/jcc/jcc.ts';
import { instantOf, localDay, localWithOffset } from '../local-time.ts';
import type { AppointmentMaster, MasterBooking, MasterSlot } from '../master.ts';
import { readAnswer } from '../read-answer.ts';
import { Activities, DateRange, Existing, Locations, Problem, TimeList, Token } from './jcc-answers.ts';
import { JccMaster } from './jcc-master.ts';

const [permit, card] = simulatedActivities;
const [hall] = simulatedLocations;
if (permit === undefined || card === undefined || hall === undefined) throw new Error('The stand-in knows nothing');
const wish = { productId: permit.id, locationId: hall.id, persons: 1 };
const customer = { lastName: 'Vrancken', firstName: 'Jef', emailAddress: 'jef@example.org' };

describe('the client of JCC', () => {
  let jcc: SimulatedJcc;
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const masterOf = (timeoutMilliseconds = 5000, url = jcc.url, clientSecret = jcc.clientSecret) =>
    new JccMaster({ url, clientId: jcc.clientId, clientSecret, timeoutMilliseconds }, logger) as AppointmentMaster;
  beforeAll(async () => {
    jcc = await SimulatedJcc.start();
  });
  afterEach(() => {
    jcc.behaviour = 'answers';
    jcc.requiredFields = {};
    jcc.bookings.length = 0;
    jcc.calendar.appointments.clear();
  });
  afterAll(() => jcc.stop());

  const soon = { from: Date.now() + 86_400_000, until: Date.now() + 40 * 86_400_000 };
  const listed = async (more: object = {}, most = 3): Promise<readonly MasterSlot[]> => {
    const answer = await masterOf().slots({ ...wish, ...more }, soon, most);
    if (answer.kind !== 'listed') throw new Error('JCC is away');
    return answer.values;
  };
  const bookingAt = async (more: object = {}): Promise<MasterBooking> => {
    const [slot] = await listed(more, 1);
    if (slot === undefined) throw new Error('Nothing is free');
    return { ...wish, ...slot, ...more, reference: 'AKZRTW2X', customer };
  };

  it('lists products and locations, and moments with their length in the time of clocks', async () => {
    const master = masterOf();
    expect(await master.products()).toMatchObject({ kind: 'listed', values: [{ id: permit.id }, { id: card.id }] });
    expect(await master.locations()).toEqual({ kind: 'listed', values: [{ id: hall.id, name: 'Gemeentehuis' }] });
    const slots = await listed({}, 200);
    expect(slots).toHaveLength(200);
    expect(localWithOffset(slots[0]?.startsAt ?? '').slice(11, 19)).toBe('09:00:00');
    const lengths = slots.map(({ startsAt, endsAt }) => Date.parse(endsAt) - Date.parse(startsAt));
    expect(new Set(lengths)).toEqual(new Set([30 * 60_000]));
    const [two] = await listed({ persons: 2 }, 1);
    expect(Date.parse(two?.endsAt ?? '') - Date.parse(two?.startsAt ?? '')).toBe(60 * 60_000);
    expect(await listed({ productId: 'unknown' })).toEqual([]);
  });

  it('books once, sees it and cancels it; what is gone is cancelled', async () => {
    jcc.requiredFields = { firstName: 0, emailAddress: 2, mobilePhoneNumber: 1 };
    const booking = await bookingAt();
    const booked = await masterOf().book(booking);
    if (booked.kind !== 'booked') throw new Error(booked.kind);
    // JCC is told what it requires and nothing else.
    expect(jcc.bookings).toEqual([
      {
        ...{ id: null, activityList: [{ activityId: permit.id, amount: 1 }], locationId: hall.id, fieldList: null },
        customerList: [
          { gender: 0, lastName: 'Vrancken', emailAddress: 'jef@example.org', id: null, isMainCustomer: true },
        ],
        fromDateTime: localWithOffset(booking.startsAt),
        toDateTime: localWithOffset(booking.endsAt),
        message: 'Onthaal AKZRTW2X',
      },
    ]);
    const { startsAt, endsAt } = booking;
    const seen = { id: booked.id, startsAt, endsAt, productIds: [permit.id], persons: 1, remark: 'Onthaal AKZRTW2X' };
    expect(await masterOf().get(booked.id)).toMatchObject({ kind: 'there', appointment: seen });
    expect(await masterOf().cancel(booked.id)).toEqual({ kind: 'done' });
    expect(await masterOf().get(booked.id)).toEqual({ kind: 'gone' });
    expect(await masterOf().cancel(booked.id)).toEqual({ kind: 'done' });
  });

  it('hears that a moment was just taken, and what is missing about the customer', async () => {
    const booking = await bookingAt();
    jcc.requiredFields = { mobilePhoneNumber: 2, isAnyPhoneNumberRequired: true, areFirstNameOrInitialsRequired: true };
    expect(await masterOf().book(booking)).toEqual({ kind: 'refused', fields: ['mobilePhoneNumber'] });
    jcc.requiredFields = {};
    jcc.behaviour = 'takenMeanwhile';
    expect(await masterOf().book(booking)).toEqual({ kind: 'taken' });
    jcc.behaviour = 'answers';
    expect(await masterOf().book({ ...booking, ...(await bookingAt()), endsAt: booking.startsAt })).toEqual({
      kind: 'refused',
      fields: [],
    });
  });

  it('renews its token when JCC says that it is over, and rests when the secret is wrong', async () => {
    const master = masterOf();
    await master.locations();
    const given = jcc.tokensGiven;
    jcc.expireTokens();
    const booking = await bookingAt();
    expect((await master.book(booking)).kind).toBe('booked');
    expect(jcc.bookings).toHaveLength(1);
    expect(jcc.tokensGiven).toBeGreaterThan(given);
    const stranger = masterOf(5000, jcc.url, 'wrong');
    expect(await stranger.locations()).toEqual({ kind: 'away' });
    await jcc.stop();
    // It does not even try.
    expect(await stranger.book(booking)).toEqual({ kind: 'away' });
    jcc = await SimulatedJcc.start();
  });

  it.each(['lostAfterBooking', 'lostBeforeBooking'] as const)('does not know what became of %s', async (behaviour) => {
    const booking = await bookingAt();
    jcc.behaviour = behaviour;
    const master = masterOf();
    expect(await master.book(booking)).toEqual({ kind: 'unknown' });
    expect(await master.find(booking)).toEqual({ kind: 'cannotTell' });
    expect(jcc.calendar.appointments.size).toBe(behaviour === 'lostAfterBooking' ? 1 : 0);
  });

  it.each(['silent', 'broken', 'unavailable'] as const)(
    'is away, and books nothing, while JCC is %s',
    async (behaviour) => {
      const booking = await bookingAt();
      jcc.behaviour = behaviour;
      const master = masterOf(200);
      expect(await master.slots(wish, soon, 3)).toEqual({ kind: 'away' });
      expect(await master.book(booking)).toEqual({ kind: 'away' });
      expect(await master.get('7b1c0a52-0000-4f0d-9f35-0d6a3fd0c101')).toEqual({ kind: 'away' });
      expect(jcc.calendar.appointments.size).toBe(0);
    },
  );

  it('leaves JCC alone for a while after some questions that it did not answer', async () => {
    jcc.behaviour = 'unavailable';
    const master = masterOf();
    for (let time = 0; time < 5; time += 1) expect(await master.locations()).toEqual({ kind: 'away' });
    const { asked } = jcc;
    jcc.behaviour = 'answers';
    expect(await master.locations()).toEqual({ kind: 'away' });
    expect(jcc.asked).toBe(asked);
  });

  it('says nothing about anybody in the log', async () => {
    const booking = await bookingAt();
    jcc.behaviour = 'lostAfterBooking';
    await masterOf().book(booking);
    expect(lines.join('')).toContain('"outcome":"lost"');
    expect(lines.join('')).not.toMatch(/Vrancken|Jef|example\.org|AKZRTW2X|secret for/);
  });
});

/** Answers in the form that JCC was heard to give, with invented contents. */
const heard = {
  token: '{"access_token": "opaque"}',
  activities: `[\r\n  {\r\n    "id": "a-1",\r\n    "necessities": "Uw plan",\r\n    "number": 24,\r\n    "description": "Bouwen",\r\n    "appointmentDuration": 1200,\r\n    "maxCountForEvent": 0,\r\n    "activityGroupId": "g-1"\r\n  }\r\n]`,
  locations: `[{"isDefault": true, "locationNumber": 1, "phoneNumberList": [{"phoneNumber": {"value": "03 000 00 00", "auditId": "x", "id": "y"}}],
    "description": "Stadhuis", "address": {"streetName": "Markt", "country": {"isoCode": "BE"}}, "isActive": true, "auditId": "z", "id": "l-1"},
    {"locationNumber": 6, "phoneNumberList": [], "description": "Loket ", "address": {"auditId": "x", "id": "y"}, "isActive": true, "id": "l-2"}]`,
  range: '{\r\n  "minDate": "2026-08-21T00:00:00",\r\n  "maxDate": "2027-08-21T00:00:00"\r\n}',
  times: '{"availableTimesList": ["2026-08-21T13:00:00", "2026-08-21T13:05:00"], "appointmentDuration": 600}',
  existing: `{"id": "p-1", "startDateTime": "2026-08-21T15:40:00", "endDateTime": "2026-08-21T16:10:00", "number": 4632, "activityList": [{"amount": 1,
    "activity": {"id": "a-1", "number": 13, "description": "Bouwen", "appointmentDuration": 1800, "maxCountForEvent": 1}}], "customerList": [{"id": "c-1",
    "isMainCustomer": true, "gender": 0, "lastName": "Test"}], "location": {"id": "l-1", "description": "Stadhuis"}, "fieldList": [],
    "creationDateTime": "2026-08-21T12:31:02.527"}`,
  problem: `{"title": "InternalException", "detail": "InternalException: code -1", "instance": "/api/warp/v1/appointment",
    "type": "http://www.jccsoftware.nl/rfc7807/internal-exception", "status": 500, "code": -1, "errors": [{"code": -1}]}`,
};

describe('the answers of JCC', () => {
  it('are read in the form in which they were heard', () => {
    expect(readAnswer(Token, heard.token)?.access_token).toBe('opaque');
    expect(readAnswer(Activities, heard.activities)?.[0]?.id).toBe('a-1');
    expect(readAnswer(Locations, heard.locations)).toHaveLength(2);
    expect(readAnswer(DateRange, heard.range)?.maxDate).toBe('2027-08-21T00:00:00');
    expect(readAnswer(TimeList, heard.times)?.appointmentDuration).toBe(600);
    expect(readAnswer(Existing, heard.existing)?.location.id).toBe('l-1');
    expect(readAnswer(Problem, heard.problem)?.status).toBe(500);
    expect(readAnswer(TimeList, heard.problem)).toBeUndefined();
    expect(readAnswer(TimeList, '<html>')).toBeUndefined();
  });

  it('name moments that clocks show, also on the days on which they change', () => {
    expect(instantOf('2026-08-21T15:40:00')).toBe('2026-08-21T13:40:00.000Z');
    expect(instantOf('2026-10-25T09:00:00')).toBe('2026-10-25T08:00:00.000Z');
    expect(instantOf('2026-03-29T09:00:00')).toBe('2026-03-29T07:00:00.000Z');
    expect(localWithOffset('2026-08-21T13:40:00.000Z')).toBe('2026-08-21T15:40:00+02:00');
    expect(localDay(Date.parse('2026-08-21T22:30:00Z'))).toBe('2026-08-22');
  });
});
