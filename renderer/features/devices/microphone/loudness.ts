/** How loud it is, as a person says it. */
export const loudnesses = ['silent', 'soft', 'good', 'loud'] as const;
export type Loudness = (typeof loudnesses)[number];

/** Decibels below the loudest that a computer can hear. */
const FLOOR = -60;
const limits = [
  ['silent', -50],
  ['soft', -30],
  ['good', -6],
] as const;

/** The strength of some sound in decibels, never above 0; what is not to be heard is the floor. */
export function decibelsOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(samples.length, 1);
  return power === 0 ? FLOOR : Math.min(Math.max(10 * Math.log10(power), FLOOR), 0);
}

export function loudnessOf(decibels: number): Loudness {
  return limits.find(([, below]) => decibels < below)?.[0] ?? 'loud';
}

/** How much of a bar is filled: 0 to 100. */
export function percentsOf(decibels: number): number {
  return Math.round(((decibels - FLOOR) / -FLOOR) * 100);
}
