import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskOfReaders } from '../testing/isolated-readers/desk-of-readers.ts';

const READERS = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;
const [FIRST, SECOND] = READERS;

let desk: DeskOfReaders;
beforeAll(async () => {
  desk = await DeskOfReaders.open();
});
afterAll(() => desk?.close());

const read = (reader: string = FIRST) => desk.reader.ask({ do: 'read', reader });

// One story of one desk, in this order: each part goes on where the one before it ended.
describe('the readers of a desk, through a real pcscd', { timeout: 300_000 }, () => {
  it('are waited for while the service is not there', async () => {
    const state = await desk.until(({ service }) => service === 'absent');
    expect(state.readers).toEqual([]);
    expect(await read()).toMatchObject({ code: 'CARD_SERVICE_ABSENT' });
  });
  it('appear when the service starts', async () => {
    await desk.place.startService();
    const { readers, service } = await desk.until((state) => state.readers.length === READERS.length);
    expect(service).toBe('running');
    expect(readers.map(({ name }) => name)).toEqual(READERS);
    expect(await read()).toMatchObject({ code: 'CARD_ABSENT' });
    expect(await read('Nobody 00')).toMatchObject({ code: 'CARD_READER_ABSENT' });
  });
  it.each(['rsa', 'ellipticCurve'] as const)('read an eID (%s), sign with it, and see it go', async (family) => {
    await desk.hands.ask({ do: 'make', card: family, family });
    await desk.insert(family);
    expect(await read()).toMatchObject({ name: 'Testaert' });
    expect(await desk.reader.ask({ do: 'sign', reader: FIRST, pin: '1234' })).toMatchObject({
      length: family === 'rsa' ? 256 : 96,
    });
    expect(await desk.reader.ask({ do: 'sign', reader: FIRST, pin: '9999' })).toMatchObject({ code: 'CARD_PIN_WRONG' });
    expect(await desk.hands.ask({ do: 'state', card: family })).toMatchObject({ triesLeft: 2 });
    await desk.remove();
    expect(await read()).toMatchObject({ code: 'CARD_ABSENT' });
  });
  it('know one insertion from the next', async () => {
    const numbers: (number | undefined)[] = [];
    for (let round = 0; round < 3; round += 1) {
      numbers.push((await desk.insert('rsa')).readers[0]?.insertion);
      await desk.remove();
    }
    const [first = 0] = numbers;
    expect(numbers).toEqual([first, first + 1, first + 2]);
  });
  it('are two, each with its own card', async () => {
    await desk.hands.ask({ do: 'make', card: 'child', family: 'ellipticCurve', holder: 'anneliese' });
    await desk.insert('rsa', 0);
    await desk.insert('child', 1);
    expect(await Promise.all([read(FIRST), desk.reader.ask({ do: 'read', reader: SECOND })])).toHaveLength(2);
    expect(await desk.reader.ask({ do: 'findPinPad', reader: SECOND })).toMatchObject({ found: false });
    expect(await read(SECOND)).toMatchObject({ name: 'Beispiel' });
    expect(await read(FIRST)).toMatchObject({ name: 'Testaert' });
    await desk.remove(1);
    await desk.remove(0);
  });
  it('say that a card was pulled out in the middle of reading, and read it when it is back', async () => {
    for (const removedAfter of [3, 17, 30]) {
      await desk.insert('ellipticCurve');
      const from = desk.reader.said.length;
      await desk.hands.ask({ do: 'fault', card: 'ellipticCurve', removedAfter });
      expect(await read()).toMatchObject({ code: 'CARD_REMOVED' });
      await desk.reader.next(from, (message) => JSON.stringify(message).includes(`"name":"${FIRST}","card":"absent"`));
      await desk.hands.ask({ do: 'fault', card: 'ellipticCurve', removedAfter: null });
      await desk.insert('ellipticCurve');
      expect(await read()).toMatchObject({ name: 'Testaert' });
      await desk.remove();
    }
  });
  it('reset a card of which an answer was lost, and read on', async () => {
    for (const family of ['rsa', 'ellipticCurve']) {
      await desk.insert(family);
      const lost = { do: 'read', reader: FIRST, answersLost: [1, 9, 30] };
      expect(await desk.reader.ask(lost)).toMatchObject({ name: 'Testaert' });
      expect(await desk.reader.ask({ ...lost, answersLost: [1, 9, 30, 40] })).toMatchObject({
        code: 'CARD_ANSWER_LOST',
      });
      expect(await read()).toMatchObject({ name: 'Testaert' });
      await desk.remove();
    }
  });
  it('do not take another card for an eID', async () => {
    await desk.hands.ask({ do: 'make', card: 'bank', other: 'bankCard' });
    await desk.insert('bank');
    expect(await read()).toMatchObject({ code: 'CARD_NOT_RECOGNISED' });
    await desk.remove();
  });
  it('say that a card does not answer, as one does that lies upside down', async () => {
    await desk.hands.ask({ do: 'make', card: 'wrongWay', other: 'upsideDown' });
    await desk.insert('wrongWay');
    expect(await read()).toMatchObject({ code: 'CARD_SILENT' });
    await desk.remove();
  });
  it('know in the end what lies in them after a card went in, out and in within a second', async () => {
    await desk.insert('rsa');
    await desk.hands.ask({ do: 'remove' });
    await desk.hands.ask({ do: 'insert', card: 'ellipticCurve' });
    // Whichever of the two cards the service still thinks of, nothing else than these may be said meanwhile.
    for (let name: unknown; name !== 'Testaert'; ) {
      const outcome = await read();
      expect(['CARD_ABSENT', 'CARD_REMOVED', 'CARD_SILENT', undefined]).toContain(outcome.code);
      ({ name } = outcome);
    }
    const { commands } = await desk.hands.ask({ do: 'state', card: 'ellipticCurve' });
    expect(commands).toBeGreaterThan(0);
    await desk.remove();
  });
  it('wait for a slow card, but not for ever', async () => {
    await desk.insert('rsa');
    await desk.hands.ask({ do: 'fault', card: 'rsa', delay: 5 });
    expect(await read()).toMatchObject({ name: 'Testaert' });
    await desk.hands.ask({ do: 'fault', card: 'rsa', delay: 1_500 });
    expect(await desk.reader.ask({ do: 'read', reader: FIRST, timeout: 800 })).toMatchObject({ code: 'CARD_SILENT' });
    await desk.hands.ask({ do: 'fault', card: 'rsa', delay: 0 });
    await desk.remove();
    await desk.insert('rsa');
    expect(await read()).toMatchObject({ name: 'Testaert' });
  });
  it('say that another program holds the card, and read it when that lets go', async () => {
    const other = desk.startReader();
    await desk.until(({ readers }) => readers.some(({ card }) => card === 'present'), other);
    await other.ask({ do: 'hold', reader: FIRST });
    expect(await desk.reader.ask({ do: 'read', reader: FIRST, timeout: 700 })).toMatchObject({
      code: 'CARD_READER_BUSY',
    });
    await other.ask({ do: 'letGo', reader: FIRST });
    expect(await read()).toMatchObject({ name: 'Testaert' });
    await other.end();
    expect(await read()).toMatchObject({ name: 'Testaert' });
  });
  it('are there again, card and all, when the service died and came back, twice', async () => {
    for (let round = 0; round < 2; round += 1) {
      const lost = await desk.after(
        () => desk.place.killService(),
        ({ service }) => service === 'absent',
      );
      expect(lost.readers).toEqual([]);
      expect(await read()).toMatchObject({ code: 'CARD_SERVICE_ABSENT' });
      // What the lost session leaves behind must not end the process later.
      expect(await desk.reader.ask({ do: 'collectGarbage' })).toMatchObject({ collected: true });
      await desk.place.startService();
      await desk.until(({ readers }) => readers.length === READERS.length);
      await desk.insert('rsa');
      expect(await read()).toMatchObject({ name: 'Testaert' });
    }
  });
});
