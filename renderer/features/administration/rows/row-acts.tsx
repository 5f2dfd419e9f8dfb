import { ArrowUp, Trash2 } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { leaveRow, removeMark, stayInRow } from './row-focus.ts';

interface Act {
  readonly label: string;
  readonly onPress: () => void;
}

interface RowActsProps {
  readonly moveUp: Act | undefined;
  readonly remove: Act | undefined;
  /** Of the row, from 0. */
  readonly place: number;
  /** The last row cannot be taken away. */
  readonly keepsOne?: boolean;
}

/** Moves a row up, or takes it away; the focus stays with what is being done. */
export function RowActs({ moveUp, remove, place, keepsOne = false }: RowActsProps) {
  return (
    <div className="row row-acts">
      {moveUp && (
        <IconButton
          icon={ArrowUp}
          label={moveUp.label}
          onPress={(event) => {
            if (place === 1) stayInRow(event?.target);
            moveUp.onPress();
          }}
        />
      )}
      {remove && (
        <span {...removeMark}>
          <IconButton
            icon={Trash2}
            label={remove.label}
            onPress={(event) => {
              leaveRow(event?.target, keepsOne);
              remove.onPress();
            }}
          />
        </span>
      )}
    </div>
  );
}
