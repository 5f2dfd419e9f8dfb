import type { DayPaper } from '@onthaal/contract/letters/day-paper.ts';
import { type Drawing, drawn } from './day-pictures.ts';

interface SectionView {
  readonly title: string;
  readonly drawing?: Drawing | undefined;
  readonly hasRows: boolean;
  readonly nothing: string;
  readonly first: string;
  readonly others: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
}

/** What the template of a day report says. */
export interface DayPaperView extends Pick<DayPaper, 'title' | 'subtitle' | 'today'> {
  readonly sections: readonly SectionView[];
}

/** The day report with its pictures drawn. */
export function dayPaperView({ title, subtitle, today, sections }: DayPaper): DayPaperView {
  return {
    ...{ title, subtitle, today },
    sections: sections.map(({ picture, columns: [first = '', ...others], rows, ...section }) => ({
      ...{ title: section.title, nothing: section.nothing, first, others, hasRows: rows.length > 0 },
      drawing: picture && drawn(picture),
      rows: rows.map(([head = '', ...cells]) => ({ head, cells })),
    })),
  };
}
