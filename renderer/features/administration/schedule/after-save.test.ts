import { failure, success } from '@onthaal/contract/result.ts';
import type { HitAppointment } from '@onthaal/contract/store/administration.ts';
import { expect, it, vi } from 'vitest';
import { type DecidedHits, madeMoves, type StepParts, stepsAfterSave, stepsBack } from './after-save.ts';
import { countsOf, nothingDone, runSteps } from './run-steps.ts';

const hit = (appointmentId: string, more: Partial<HitAppointment> = {}): HitAppointment => ({
  ...{ appointmentId, startsAt: `${appointmentId}-was`, product: 'Reispas', channel: 'none', why: ['closedDay'] },
  ...more,
});
const decided: DecidedHits = {
  told: {
    hits: [hit('own'), hit('taken'), hit('there', { master: 'jcc' }), hit('refused', { master: 'jcc' }), hit('left')],
    groups: [
      { productCode: 'pass', product: 'Reispas', count: 300 },
      { productCode: 'card', product: 'Kaart', count: 5 },
    ],
  },
  decisions: [
    ...['own', 'taken', 'there', 'refused'].map((id) => ({
      ...{ appointmentId: id, how: 'move' as const, startsAt: `${id}-next` },
    })),
    { appointmentId: 'left', how: 'leave' },
  ],
  groups: [
    { productCode: 'pass', how: 'call', count: 300 },
    { productCode: 'card', how: 'leave', count: 5 },
  ],
};
const saved = { id: 'row', updatedAt: 'now', moved: ['own'], notMoved: ['taken'] };

function partsOf(ask: (name: string, args: Readonly<Record<string, unknown>>) => unknown): StepParts {
  return {
    ask: (name, args) => Promise.resolve(ask(name, args)) as never,
    titleOf: ({ appointmentId }) => appointmentId,
    titleOfGroup: (product, count) => `${product} ${count}`,
  };
}

it('says what could not be moved, moves what another system gives out, and calls by kind in as many parts as it takes', async () => {
  const ask = vi.fn((name: string, { appointmentId, afterId }: Readonly<Record<string, unknown>>) => {
    if (name === 'moveHindered')
      return appointmentId === 'refused' ? failure('APPOINTMENT_MASTER_AWAY') : success(true);
    return success(afterId === 'left' ? { called: 200, nextStartsAt: 'at', nextId: 'x' } : { called: 99 });
  });
  const steps = stepsAfterSave(partsOf(ask), decided, saved);
  expect(steps.map(({ id, size }) => [id, size])).toEqual([
    ['taken', 1],
    ['there', 1],
    ['refused', 1],
    ['call/pass', 300],
  ]);
  const far: number[] = [];
  const results = [];
  for (const step of steps)
    results.push(
      await step.run(
        (done) => far.push(done),
        () => false,
      ),
    );
  expect(results.map((one) => (one?.ok ? 'done' : one?.error.code))).toEqual([
    ...['APPOINTMENT_SLOT_TAKEN', 'done', 'APPOINTMENT_MASTER_AWAY', 'done'],
  ]);
  expect(far).toEqual([200, 299]);
  const called = ask.mock.calls.filter(([name]) => name === 'callHindered').map(([, args]) => args);
  expect(called).toEqual([
    // From behind those that were decided one by one.
    { productCode: 'pass', afterStartsAt: 'left-was', afterId: 'left' },
    { productCode: 'pass', afterStartsAt: 'at', afterId: 'x' },
  ]);
});

it('offers the way back of what moved, here and there, and of nothing else', async () => {
  const moves = madeMoves(decided, saved, ['there', 'call/pass']);
  expect(moves.map(({ hit: { appointmentId }, movedTo }) => [appointmentId, movedTo])).toEqual([
    ['own', 'own-next'],
    ['there', 'there-next'],
  ]);
  const ask = vi.fn(() => success(true));
  const [first] = stepsBack(partsOf(ask), moves);
  await first?.run(
    () => undefined,
    () => false,
  );
  expect(ask).toHaveBeenCalledWith(
    'moveHinderedBack',
    expect.objectContaining({ appointmentId: 'own', startsAt: 'own-was', movedTo: 'own-next' }),
  );
});

it('asks for no more of a group once it is stopped, and says how many of it were done', async () => {
  let isStopped = false;
  const ask = vi.fn((name: string) => {
    if (name !== 'callHindered') return success(true);
    if (isStopped) return success({ called: 100 });
    isStopped = true;
    return success({ called: 200, nextStartsAt: 'at', nextId: 'x' });
  });
  const steps = stepsAfterSave(partsOf(ask), { ...decided, decisions: [] }, saved);
  let progress = nothingDone;
  await runSteps(
    steps,
    () => isStopped,
    (next) => {
      progress = next;
    },
  );
  expect(ask).toHaveBeenCalledTimes(1);
  expect(progress).toEqual({ done: [], failed: [], within: 200 });
  expect(countsOf(steps, progress)).toEqual({ total: 300, value: 200, finished: 200, left: 100 });
});
