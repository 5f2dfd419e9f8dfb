import { Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';

interface ChosenDeviceProps {
  readonly words: string;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}

/** A device that this desk chose, and the way to choose none. */
export function ChosenDevice({ words, removeLabel, onRemove }: ChosenDeviceProps) {
  return (
    <div className="row">
      <p>{words}</p>
      <IconButton size="small" icon={Trash2} label={removeLabel} onPress={onRemove} />
    </div>
  );
}
