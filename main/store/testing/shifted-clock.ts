/** How far the clock of this thread is off, in milliseconds: threads take their environment over from the test. */
const shift = Number(process.env.ONTHAAL_TEST_CLOCK_SHIFT ?? '0');

const RealDate = Date;

/** A clock that somebody set wrong. */
class ShiftedDate extends RealDate {
  constructor(...parts: readonly unknown[]) {
    if (parts.length === 0) super(ShiftedDate.now());
    else super(...(parts as [number]));
  }

  static override now(): number {
    return RealDate.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
