import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DayPaper, Picture } from '@onthaal/contract/letters/day-paper.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayPaperView } from './day-paper.ts';
import { drawn } from './day-pictures.ts';
import { fillTemplate } from './fill-template.ts';
import type { LetterWords } from './letter-words.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'letter-templates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const style = JSON.parse(read('style.json')) as LetterStyle;
const words = JSON.parse(read('words/nl.json')) as LetterWords;

const picture = (kind: Picture['kind'], values: readonly number[], label = 'Reispas <b>'): Picture => ({
  ...{ kind, alternative: 'Meeste: <4>' },
  bars: values.map((value) => ({ label, value, text: `${value}` })),
});
const paper: DayPaper = {
  ...{ day: '2026-11-27', language: 'nl', title: 'Dagverslag van <vandaag>', subtitle: 'Alle locaties', today: 'Nu' },
  sections: [
    {
      ...{ title: 'Wachtenden', nothing: '', columns: ['Vanaf', 'Meeste'] },
      ...{ picture: picture('overTime', [1, 4]), rows: [['09:00', '4']] },
    },
    { title: 'Ontvangsten', nothing: 'Niets betaald.', columns: ['Wat', 'Bedrag'], rows: [] },
  ],
};

describe('the report of a day on paper', () => {
  const files = { page: read('page.mustache'), css: read('page.css'), content: read('dayReport.mustache') };
  const page = fillTemplate(files, paper.title, { words, isTranslation: false }, style, dayPaperView(paper));

  it('is a page with headings, tables with heads, and pictures that say what they show; no markup comes in', () => {
    expect(page).toContain('<h1 class="report">Dagverslag van &lt;vandaag&gt;</h1>');
    expect(page.match(/<h2>/g)).toHaveLength(2);
    expect(page).toContain('<th scope="col">Vanaf</th>');
    expect(page).toContain('<th scope="row">09:00</th><td class="money">4</td>');
    expect(page).toMatch(/<svg [^>]*viewBox="0 0 720 190" role="img" aria-label="Meeste: &lt;4&gt;">/);
    expect(page).toContain('Niets betaald.');
    expect(page).not.toMatch(/<b>|\{\{/);
  });

  it('draws each bar once, with its own width', () => {
    const rectangles = [...page.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="34" height="([^"]+)"/g)];
    expect(rectangles.map(([, , y]) => y)).toEqual(['129', '18']);
    expect(page).toContain('<line x1="0" x2="720" y1="166" y2="166" />');
  });
});

describe.each(['overTime', 'ranked'] as const)('a picture of bars %s', (kind) => {
  it('stays within its frame, in proportion, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 200 }), (values) => {
        const { width, height, bars } = drawn(picture(kind, values, 'x'.repeat(300)));
        const most = Math.max(...values);
        const sizes = bars.map((bar) => (kind === 'overTime' ? bar.height : bar.width));
        for (const bar of bars) {
          expect(bar.x).toBeGreaterThanOrEqual(0);
          expect(bar.y).toBeGreaterThanOrEqual(0);
          expect(bar.x + bar.width).toBeLessThanOrEqual(width);
          expect(bar.y + bar.height).toBeLessThanOrEqual(height);
        }
        const longest = Math.max(...sizes);
        values.forEach((value, place) => {
          expect(sizes[place]).toBeCloseTo(most === 0 ? 0 : (value / most) * longest, 6);
        });
      }),
    );
  });

  it('says no label longer than its room, and no number twice where they would touch', () => {
    const { words: said } = drawn(
      picture(
        kind,
        Array.from({ length: 60 }, (_, place) => place + 1),
        'x'.repeat(300),
      ),
    );
    const labels = said.filter(({ text }) => text.startsWith('x'));
    if (kind === 'ranked') expect(Math.max(...labels.map(({ text }) => text.length))).toBeLessThanOrEqual(38);
    else expect(said.filter(({ text }) => !text.startsWith('x'))).toHaveLength(1);
  });
});
