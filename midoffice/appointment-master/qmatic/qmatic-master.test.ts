import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedQmatic, simulatedBranch, simulatedService } from '../../../simulators/qmatic/qmatic.ts';
import { bookOrFind } from '../external-time.ts';
import { localWithOffset } from '../local-time.ts';
import type { AppointmentMaster, MasterBooking } from '../master.ts';
import { readAnswer } from '../read-answer.ts';
import { Booked, Branches, OneAppointment, Times } from './qmatic-answers.ts';
import { QmaticMaster } from './qmatic-master.ts';

const wish = { productId: simulatedService, locationId: simulatedBranch, persons: 1 };
const customer = { lastName: 'Vrancken', emailAddress: 'jef@example.org' };

describe('the client of Qmatic', () => {
  let qmatic: SimulatedQmatic;
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const masterOf = (token = qmatic.token): AppointmentMaster =>
    new QmaticMaster({ url: qmatic.url, token, timeoutMilliseconds: 5000 }, logger);
  beforeAll(async () => {
    qmatic = await SimulatedQmatic.start();
  });
  afterEach(() => {
    qmatic.behaviour = 'answers';
    qmatic.appointments.clear();
    qmatic.bookings.length = 0;
  });
  afterAll(() => qmatic.stop());

  const soon = { from: Date.now() + 86_400_000, until: Date.now() + 20 * 86_400_000 };
  const listed = async (more: object = {}, most = 3) => {
    const answer = await masterOf().slots({ ...wish, ...more }, soon, most);
    if (answer.kind !== 'listed') throw new Error('Qmatic is away');
    return answer.values;
  };
  const bookingAt = async (more: object = {}): Promise<MasterBooking> => {
    const [slot] = await listed(more, 1);
    if (slot === undefined) throw new Error('Nothing is free');
    return { ...wish, ...slot, ...more, reference: 'AKZRTW2X', customer };
  };

  it('lists services, branches and moments, longer for more people', async () => {
    expect(await masterOf().products()).toMatchObject({ values: [{ id: simulatedService }] });
    expect(await masterOf().locations()).toEqual({ kind: 'listed', values: [{ id: simulatedBranch, name: 'KCC' }] });
    const slots = await listed({}, 50);
    expect(slots).toHaveLength(50);
    const [first, third] = [slots[0], (await listed({ persons: 3 }))[0]];
    expect(Date.parse(first?.endsAt ?? '') - Date.parse(first?.startsAt ?? '')).toBe(10 * 60_000);
    expect(Date.parse(third?.endsAt ?? '') - Date.parse(third?.startsAt ?? '')).toBe(20 * 60_000);
    expect(await listed({ productId: 'unknown' })).toEqual([]);
  });

  it('books, sees it and cancels it', async () => {
    const booking = await bookingAt({ persons: 2 });
    const booked = await masterOf().book(booking);
    if (booked.kind !== 'booked') throw new Error(booked.kind);
    expect(qmatic.bookings).toEqual([
      {
        title: 'Onthaal AKZRTW2X',
        customers: [
          { lastName: 'Vrancken', email: 'jef@example.org', externalId: 'AKZRTW2X' },
          { lastName: 'Vrancken' },
        ],
        services: [{ publicId: simulatedService }],
        notes: 'Onthaal AKZRTW2X',
      },
    ]);
    const { startsAt, endsAt } = booking;
    expect(await masterOf().get(booked.id)).toMatchObject({
      kind: 'there',
      appointment: { startsAt, endsAt, persons: 2 },
    });
    expect(await masterOf().cancel(booked.id)).toEqual({ kind: 'done' });
    expect(await masterOf().get(booked.id)).toEqual({ kind: 'gone' });
    expect(await masterOf().cancel(booked.id)).toEqual({ kind: 'done' });
  });

  it('finds a booking whose answer was lost, and knows when there is none', async () => {
    const booking = await bookingAt();
    qmatic.behaviour = 'lostAfterBooking';
    const outcome = await bookOrFind(masterOf(), booking);
    expect(outcome).toEqual({ kind: 'booked', id: [...qmatic.appointments.keys()][0] });
    expect(qmatic.bookings).toHaveLength(1);
    qmatic.behaviour = 'lostBeforeBooking';
    expect(await bookOrFind(masterOf(), { ...booking, reference: 'AOTHER2X' })).toEqual({ kind: 'away' });
    expect(qmatic.appointments.size).toBe(1);
  });

  it('hears that somebody else was first, that it is away, and that the token is wrong', async () => {
    const booking = await bookingAt();
    qmatic.behaviour = 'takenMeanwhile';
    expect(await masterOf().book(booking)).toEqual({ kind: 'taken' });
    qmatic.behaviour = 'broken';
    expect(await masterOf().slots(wish, soon, 3)).toEqual({ kind: 'away' });
    expect(await masterOf().get('unknown')).toEqual({ kind: 'away' });
    qmatic.behaviour = 'answers';
    expect(await masterOf('wrong').locations()).toEqual({ kind: 'away' });
    expect(lines.join('')).not.toMatch(/Vrancken|example\.org|AKZRTW2X|token for/);
  });

  it('reads answers in the form in which they were heard', () => {
    const meta = '"meta":{"start":"","end":"","totalResults":1,"offset":null,"arguments":{}},"notifications":[]';
    const branch =
      '{"publicId":"b-1","name":"Stadhuis","timeZone":"Europe/Amsterdam","latitude":null,"addressZip":null}';
    expect(readAnswer(Branches, `{"branchList":[${branch}],${meta}}`)?.branchList[0]?.timeZone).toBe(
      'Europe/Amsterdam',
    );
    expect(readAnswer(Times, `{"times":["08:45","08:50"],${meta}}`)?.times).toHaveLength(2);
    const appointment = `{"publicId":"p-1","status":20,"start":"2023-10-23T06:45:00.000+0000","end":"2023-10-23T06:55:00.000+0000","notes":"x",
      "branch":${branch},"services":[{"publicId":"s-1","duration":10,"additionalCustomerDuration":5,"custom":null}],"customers":[{"externalId":null,"lastName":"Test"}]}`;
    expect(readAnswer(Booked, appointment)?.publicId).toBe('p-1');
    expect(readAnswer(OneAppointment, `{"appointment":${appointment},${meta}}`)?.appointment.branch.publicId).toBe(
      'b-1',
    );
    expect(localWithOffset('2023-10-23T06:45:00.000Z', 'Europe/Amsterdam')).toBe('2023-10-23T08:45:00+02:00');
  });
});
