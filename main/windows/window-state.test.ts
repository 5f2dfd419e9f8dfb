import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { nextZoom, type Rectangle, reachableBounds, readWindowState, writeWindowState } from './window-state.ts';

const screen: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const second: Rectangle = { x: 1920, y: 0, width: 1600, height: 900 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-window-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the first window is centred', () => {
  expect(reachableBounds(undefined, [screen])).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
});

test('a window stays where it was', () => {
  const bounds = { x: 2000, y: 50, width: 1200, height: 700 };
  expect(reachableBounds(bounds, [screen, second])).toEqual(bounds);
});

test('a window of a screen that is gone comes to the main screen', () => {
  expect(reachableBounds({ x: 2000, y: 50, width: 1200, height: 700 }, [screen])).toEqual({
    x: 360,
    y: 170,
    width: 1200,
    height: 700,
  });
});

test('whatever was remembered, the title bar can be reached and the size is usable', () => {
  const number = fc.integer({ min: -10_000, max: 10_000 });
  const remembered = fc.record({ x: number, y: number, width: number, height: number });
  fc.assert(
    fc.property(remembered, fc.constantFrom([screen], [screen, second], [second]), (bounds, areas) => {
      const result = reachableBounds(bounds, areas);
      const reachable = areas.some(
        (area) =>
          result.y >= area.y &&
          result.y < area.y + area.height - 40 &&
          Math.min(result.x + result.width, area.x + area.width) - Math.max(result.x, area.x) >= 80,
      );
      return reachable && result.width >= 900 && result.height >= 600;
    }),
  );
});

test('a screen smaller than the smallest window still gets a window', () => {
  expect(reachableBounds(undefined, [{ x: 0, y: 0, width: 800, height: 480 }])).toEqual({
    x: 0,
    y: 0,
    width: 900,
    height: 600,
  });
});

test('zoom goes from a half to double, never further', () => {
  let zoom = 1;
  for (let step = 0; step < 30; step += 1) zoom = nextZoom(zoom, 0.1);
  expect(zoom).toBe(2);
  for (let step = 0; step < 30; step += 1) zoom = nextZoom(zoom, -0.1);
  expect(zoom).toBe(0.5);
});

test('the state survives, a damaged file does not hurt', async () => {
  const file = path.join(folder, 'window.json');
  expect(await readWindowState(file)).toBeUndefined();
  const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true, zoom: 1.5 };
  await writeWindowState(file, state, silentLog);
  expect(await readWindowState(file)).toEqual(state);
  for (const damage of ['', '{', '{"bounds":{"x":"a"}}', '[]', JSON.stringify({ ...state, zoom: 50 })]) {
    await writeFile(file, damage);
    expect(await readWindowState(file)).toBeUndefined();
  }
});
