import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react';
import { isCancellable } from '../cancel-dialog.tsx';

/** So far the pointer goes before it is a drag and not an unsteady click, in pixels. */
const steadyPixels = 5;

/** A cell of the calendar, by its place in the table. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

interface DragSteps {
  /** Picked up; undefined: let go, and left where it was. */
  readonly pick: (row: AppointmentRow | undefined, byPointer: true) => void;
  readonly enter: (place: CellPlace) => void;
  readonly drop: (row: AppointmentRow, place: CellPlace) => void;
}

interface Dragged {
  readonly row: AppointmentRow;
  readonly x: number;
  readonly y: number;
  isMoving: boolean;
}

function cellAt({ clientX, clientY }: PointerEvent): CellPlace | undefined {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLTableCellElement>('td[data-cell]');
  const line = cell?.closest('tr');
  if (!cell || !line) return undefined;
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return { row: line.sectionRowIndex, column: cell.cellIndex - 1 };
}

/**
 * Drags an appointment with a mouse or a pen, by pointer events: a drag of the system would tell nothing of where it is, and would not hear
 * Escape. A finger scrolls.
 */
export function useDrag(steps: DragSteps) {
  const dragged = useRef<Dragged>(undefined);
  const wasDragged = useRef(false);
  const latest = useRef(steps);
  latest.current = steps;
  useEffect(() => {
    const letGo = () => {
      if (dragged.current?.isMoving) latest.current.pick(undefined, true);
      dragged.current = undefined;
    };
    const onMove = (event: PointerEvent) => {
      const now = dragged.current;
      if (now === undefined) return;
      const hasLeft = Math.hypot(event.clientX - now.x, event.clientY - now.y) > steadyPixels;
      if (!now.isMoving && hasLeft) {
        now.isMoving = true;
        wasDragged.current = true;
        latest.current.pick(now.row, true);
      }
      const place = now.isMoving ? cellAt(event) : undefined;
      if (place !== undefined) latest.current.enter(place);
    };
    const onUp = (event: PointerEvent) => {
      const now = dragged.current;
      const place = now?.isMoving ? cellAt(event) : undefined;
      letGo();
      if (now !== undefined && place !== undefined) latest.current.drop(now.row, place);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !dragged.current?.isMoving) return;
      event.preventDefault();
      event.stopPropagation();
      letGo();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', letGo);
    window.addEventListener('keydown', onKey, true);
    return () => {
      // A calendar that cannot be read goes from under the pointer.
      letGo();
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', letGo);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
  return {
    /** The button went down on an appointment; of one that does not move any more it can only become a click. */
    begin: (row: AppointmentRow, event: ReactPointerEvent) => {
      wasDragged.current = false;
      if (!isCancellable(row) || event.button !== 0 || event.pointerType === 'touch') return;
      dragged.current = { row, x: event.clientX, y: event.clientY, isMoving: false };
    },
    /** Whether a click on it is one, and not the end of a drag. */
    isClick: () => !wasDragged.current,
  };
}
