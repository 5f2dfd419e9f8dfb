import type { WaitingPaper } from '@onthaal/contract/store/messages.ts';
import type { PrintItem } from '../../printing/printing-slice.ts';

/** A paper that waits, with how its print stands at this desk and whether its buttons have their keys. */
export interface PaperLine {
  readonly paper: WaitingPaper;
  readonly item: PrintItem | undefined;
  readonly hasKeys: boolean;
}

/**
 * The lines of papers that wait. Each key has one line: those of a print ("it came out", "again") the print that was begun last, as in
 * the strip; that of printing the first paper that nobody began.
 *
 * @param items newest last
 */
export function printLines(papers: readonly WaitingPaper[], items: readonly PrintItem[]): readonly PaperLine[] {
  const lines = papers.map((paper) => ({
    paper,
    item: items.findLast(({ told }) => told?.appointmentId === paper.appointment.id),
  }));
  const newest = items.findLast((item) => lines.some((line) => line.item === item));
  const next = lines.find(({ item }) => item === undefined);
  return lines.map((line) => ({ ...line, hasKeys: line.item === undefined ? line === next : line.item === newest }));
}
