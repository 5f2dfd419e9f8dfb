import { expect, test } from 'vitest';
import { decibelsOf, loudnessOf, percentsOf } from './loudness.ts';

/** A tone of this height, as a microphone gives it. */
const tone = (height: number) => Float32Array.from({ length: 480 }, (_, at) => height * Math.sin((at * Math.PI) / 12));

test.each([
  ['nothing at all', new Float32Array(480), 'silent', 0],
  ['no samples', new Float32Array(), 'silent', 0],
  ['the noise of a room', tone(0.002), 'silent', 5],
  ['somebody far away', tone(0.02), 'soft', 38],
  ['somebody who talks', tone(0.2), 'good', 72],
  ['too near', tone(1), 'loud', 95],
] as const)('%s', (_name, samples, word, percents) => {
  const decibels = decibelsOf(samples);
  expect(loudnessOf(decibels)).toBe(word);
  expect(percentsOf(decibels)).toBe(percents);
});
