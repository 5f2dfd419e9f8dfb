import Type, { type Static } from 'typebox';
import { closed, DayText, Language, text } from '../entities/building-blocks.ts';

/** A bar of a picture: how long it is against the longest, and what is said of it. */
const Bar = Type.Object(
  {
    /** Empty where the picture would be too full of words. */
    label: text(300),
    value: Type.Number({ minimum: 0, maximum: 10_000_000 }),
    text: text(40),
  },
  closed,
);
export type Bar = Static<typeof Bar>;

/** Bars beside each other over time, or below each other with a word before each. */
const Picture = Type.Object(
  {
    kind: Type.Enum(['overTime', 'ranked'] as const),
    /** What it shows, for who cannot see it. */
    alternative: text(500),
    bars: Type.Array(Bar, { minItems: 1, maxItems: 200 }),
  },
  closed,
);
export type Picture = Static<typeof Picture>;

const Section = Type.Object(
  {
    title: text(200),
    picture: Type.Optional(Picture),
    /** Of each column; those after the first are numbers. */
    columns: Type.Array(text(100), { minItems: 2, maxItems: 6 }),
    rows: Type.Array(Type.Array(text(300), { minItems: 2, maxItems: 6 }), { maxItems: 500 }),
    /** Said where there are no rows. */
    nothing: text(200),
  },
  closed,
);
export type DaySection = Static<typeof Section>;

/** The report of a day on paper, in words that are ready to read. Nobody's name is in it. */
export const DayPaper = Type.Object(
  {
    day: DayText,
    /** Of the screen on which it was made. */
    language: Language,
    title: text(200),
    subtitle: text(300),
    today: text(100),
    sections: Type.Array(Section, { minItems: 1, maxItems: 12 }),
  },
  closed,
);
export type DayPaper = Static<typeof DayPaper>;
