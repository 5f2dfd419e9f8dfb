import { success } from '@onthaal/contract/result.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { clearSteps, type Steps, showSteps, stepsNow } from './steps-board.ts';

const stepsOf = (id: string): Steps => ({
  kind: 'settle',
  steps: [{ id, title: id, size: 1, run: () => Promise.resolve(success(true)) }],
});
const idShown = () => stepsNow()?.steps[0]?.id;
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

afterEach(clearSteps);

it('lets what is shown come to its end before it shows the next', async () => {
  const first = showSteps(stepsOf('first'));
  const second = showSteps(stepsOf('second'));
  expect(idShown()).toBe('first');
  stepsNow()?.onEnd(['first']);
  expect(await first).toEqual(['first']);
  expect(idShown()).toBe('second');
  stepsNow()?.onEnd([]);
  expect(await second).toEqual([]);
  expect(idShown()).toBeUndefined();
});

it('says nothing any more to who waited when the member logs out, also when the dialog ends after that', async () => {
  const said = vi.fn();
  void showSteps(stepsOf('first')).then(said);
  void showSteps(stepsOf('second')).then(said);
  const end = stepsNow()?.onEnd;
  clearSteps();
  end?.(['first']);
  await soon();
  expect(idShown()).toBeUndefined();
  expect(said).not.toHaveBeenCalled();
});
