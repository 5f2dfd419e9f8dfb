import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksBlank } from './blank-page.ts';
import { cleanUp } from './clean-up.ts';
import { flatSize, flatten } from './flatten.ts';
import { carried, homographyOf } from './homography.ts';
import { findPageCorners } from './page-corners.ts';
import { changedByKey, cornersOf, cutPhoto, keptInside, PHOTO_PIXELS } from './passport-photo.ts';
import { emptyPixels, type Pixels, type Point, type Quad, wholeOf } from './pixels.ts';
import { generateFrame, plainPage, randomFrom } from './testing/generated-frame.ts';
import { turnRight } from './turn.ts';

const page = plainPage(420, 594, { lines: 30 });
const frameSize = { width: 640, height: 480 };

/** An upright page that stands somewhere in the frame, each corner pushed about: the perspective of a hand-held camera. */
const someCorners = fc
  .record({
    left: fc.integer({ min: 150, max: 210 }),
    top: fc.integer({ min: 24, max: 60 }),
    height: fc.integer({ min: 330, max: 390 }),
    pushes: fc.array(fc.integer({ min: -18, max: 18 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ left, top, height, pushes }): Quad => {
    const width = height / Math.SQRT2;
    const at = (x: number, y: number, index: number): Point => ({
      x: x + (pushes[index * 2] ?? 0),
      y: y + (pushes[index * 2 + 1] ?? 0),
    });
    return [at(left, top, 0), at(left + width, top, 1), at(left + width, top + height, 2), at(left, top + height, 3)];
  });

const worst = (one: Quad, other: Quad): number =>
  Math.max(...one.map(({ x, y }, index) => Math.hypot(x - (other[index]?.x ?? 0), y - (other[index]?.y ?? 0))));

const grey = (pixels: Pixels, x: number, y: number): number => pixels.data[(y * pixels.width + x) * 4] ?? -1;

describe('the corners of a page', () => {
  test('are found within two pixels, whatever the perspective, noise and light', () => {
    fc.assert(
      fc.property(someCorners, fc.integer({ min: 1, max: 1000 }), (corners, seed) => {
        const frame = generateFrame({ ...frameSize, corners, page, noise: 14, shadow: 0.2, seed });
        const found = findPageCorners(frame);
        expect(found).toBeDefined();
        expect(worst(found as Quad, corners)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });

  test('of a page that is partly out of view are those of what can be seen', () => {
    const corners: Quad = [
      { x: 180, y: -80 },
      { x: 470, y: -80 },
      { x: 480, y: 400 },
      { x: 170, y: 400 },
    ];
    const found = findPageCorners(generateFrame({ ...frameSize, corners, page, noise: 8 }));
    expect(found?.[2].x).toBeCloseTo(480, -1);
    expect(found?.[0].y).toBeGreaterThanOrEqual(-1);
  });

  test.each([
    ['an empty table', generateFrame({ ...frameSize, corners: farAway(), page, noise: 14 })],
    ['one colour', plainPage(640, 480)],
    ['only noise', noisy()],
    ['a picture of one pixel', emptyPixels(1, 1)],
    ['no picture at all', emptyPixels(0, 0)],
  ])('are not invented: %s', (_name, frame) => {
    expect(findPageCorners(frame)).toBeUndefined();
  });

  function farAway(): Quad {
    return [
      { x: 5000, y: 5000 },
      { x: 5100, y: 5000 },
      { x: 5100, y: 5140 },
      { x: 5000, y: 5140 },
    ];
  }
  function noisy(): Pixels {
    const random = randomFrom(7);
    const frame = emptyPixels(640, 480);
    return { ...frame, data: frame.data.map(() => random() * 255) };
  }
});

describe('a flat page', () => {
  test('has its corners where they were', () => {
    fc.assert(
      fc.property(someCorners, (corners) => {
        const by = homographyOf(corners, 100, 200);
        const carriedCorners = [
          carried(by, { x: 0, y: 0 }),
          carried(by, { x: 100, y: 0 }),
          carried(by, { x: 100, y: 200 }),
          carried(by, { x: 0, y: 200 }),
        ] as unknown as Quad;
        expect(worst(carriedCorners, corners)).toBeLessThan(1e-6);
      }),
    );
  });

  test('shows what was on the page, in its place', () => {
    fc.assert(
      fc.property(someCorners, (corners) => {
        const frame = generateFrame({ ...frameSize, corners, page });
        const flat = flatten(frame, corners, { width: 420, height: 594 });
        // Between two lines there is paper, on a line there is ink.
        expect(Math.min(...[58, 59, 60, 61, 62].map((y) => grey(flat, 210, y)))).toBeLessThan(160);
        expect(grey(flat, 210, 70)).toBeGreaterThan(200);
        expect(grey(flat, 400, 297)).toBeGreaterThan(200);
      }),
      { numRuns: 20 },
    );
  });

  test('of the whole picture in its own size is the picture', () => {
    const flat = flatten(page, wholeOf(page), page);
    expect(flat.data).toEqual(page.data);
  });

  test('is A4 or a card where it nearly is, upright or lying', () => {
    const quad = (width: number, height: number) => wholeOf({ width, height });
    expect(flatSize(quad(300, 400))).toEqual({ width: 1240, height: 1754 });
    expect(flatSize(quad(400, 290))).toEqual({ width: 1754, height: 1240 });
    expect(flatSize(quad(856, 540))).toEqual({ width: 1754, height: 1240 });
    expect(flatSize(quad(100, 300))).toEqual({ width: 585, height: 1754 });
  });
});

describe('cleaning up', () => {
  test('makes grey, yellowish paper white and keeps the ink dark', () => {
    const dull = plainPage(420, 594, { paper: 170, lines: 30 });
    const yellow = { ...dull, data: dull.data.map((value, place) => (place % 4 === 2 ? value * 0.7 : value)) };
    const clean = cleanUp(yellow);
    const at = (70 * 420 + 210) * 4;
    expect(Math.min(...clean.data.slice(at, at + 3))).toBeGreaterThan(235);
    expect(grey(clean, 210, 60)).toBeLessThan(40);
  });
  test('does not make a pattern of a black picture', () => {
    const black = emptyPixels(100, 100);
    black.data.fill(12);
    expect(Math.max(...cleanUp(black).data.filter((_, place) => place % 4 !== 3))).toBeLessThan(60);
  });
});

test('four turns to the right are none, and one puts the top left at the top right', () => {
  const small = plainPage(30, 20);
  small.data[0] = 7;
  const turned = turnRight(small);
  expect([turned.width, turned.height, grey(turned, 19, 0)]).toEqual([20, 30, 7]);
  expect(turnRight(turnRight(turnRight(turned))).data).toEqual(small.data);
});

describe('a blank page', () => {
  const flatOf = (lines: number, seed: number) =>
    cleanUp(
      flatten(
        generateFrame({
          ...frameSize,
          corners: wholeOf(frameSize),
          page: plainPage(420, 594, { lines }),
          noise: 14,
          shadow: 0.3,
          seed,
        }),
        wholeOf(frameSize),
        { width: 1240, height: 1754 },
      ),
    );
  test('is recognised through noise and shadow', () => {
    for (const seed of [1, 2, 3]) expect(looksBlank(flatOf(0, seed))).toBe(true);
  });
  test('is not one with a single line on it', () => {
    for (const seed of [1, 2, 3]) expect(looksBlank(flatOf(1, seed))).toBe(false);
  });
});

describe('a passport photograph', () => {
  test('is 35 by 45 and never reaches out of the picture', () => {
    const number = fc.double({ min: -2, max: 3, noNaN: true });
    const side = fc.integer({ min: 16, max: 4000 });
    fc.assert(
      fc.property(number, number, number, side, side, (x, y, height, pictureWidth, pictureHeight) => {
        const picture = { width: pictureWidth, height: pictureHeight };
        const [a, , c] = cornersOf(keptInside({ x, y, height }, picture), picture);
        expect((c.x - a.x) / (c.y - a.y)).toBeCloseTo(35 / 45, 6);
        expect(Math.min(a.x, a.y)).toBeGreaterThan(-0.001);
        expect(c.x).toBeLessThan(picture.width + 0.001);
        expect(c.y).toBeLessThan(picture.height + 0.001);
      }),
    );
  });
  test('has a frame that keys move back and forth, and no other key touches', () => {
    const start = { x: 0.5, y: 0.5, height: 0.5 };
    const after = ['ArrowLeft', 'ArrowUp', '+'].reduce((frame, key) => changedByKey(frame, key) ?? frame, start);
    expect([after.x < start.x, after.y < start.y, after.height > start.height]).toEqual([true, true, true]);
    const back = ['ArrowRight', 'ArrowDown', '-'].reduce((frame, key) => changedByKey(frame, key) ?? frame, after);
    expect(back.x + back.y + back.height).toBeCloseTo(1.5, 9);
    expect(changedByKey(start, 'a')).toBeUndefined();
  });
  test('holds what the frame held', () => {
    const picture = plainPage(640, 480);
    for (let y = 100; y < 300; y += 1) picture.data.fill(0, (y * 640 + 300) * 4, (y * 640 + 340) * 4);
    const photo = cutPhoto(picture, { x: 0.5, y: 200 / 480, height: 200 / 480 });
    expect([photo.width, photo.height]).toEqual([PHOTO_PIXELS.width, PHOTO_PIXELS.height]);
    expect(grey(photo, 206, 265)).toBe(0);
    expect(grey(photo, 10, 265)).toBe(235);
  });
});
