import type { LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components';

export interface Tile {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  /** Reference data has one language, whatever the screen speaks. */
  readonly isDutch?: boolean | undefined;
  readonly onPress: () => void;
}

/** Choices to touch: each larger than a thumb, in one or two columns. */
export function Tiles({ tiles, isLarge = false }: { readonly tiles: readonly Tile[]; readonly isLarge?: boolean }) {
  return (
    <ul className={isLarge ? 'hall-tiles hall-tiles-large' : 'hall-tiles'}>
      {tiles.map(({ id, label, help, icon: Icon, isDutch, onPress }) => (
        <li key={id}>
          <Button className="hall-tile" onPress={onPress}>
            {Icon && <Icon aria-hidden size={isLarge ? 72 : 36} className="hall-tile-icon" />}
            <span className="hall-tile-text">
              <span className="hall-tile-label" {...(isDutch ? { lang: 'nl-BE' } : {})}>
                {label}
              </span>
              {help !== undefined && <span className="hall-tile-help">{help}</span>}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
