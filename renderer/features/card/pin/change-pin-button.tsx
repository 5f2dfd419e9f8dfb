import type { CardInsertion } from '@onthaal/contract/devices/pin-change.ts';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { ChangePinDialog } from './change-pin-dialog.tsx';

interface ChangePinButtonProps {
  readonly place: CardInsertion;
  /** The button has the key: one on a screen. */
  readonly hasKey: boolean;
}

/** Opens the dialog that changes the PIN of the card in a reader. */
export function ChangePinButton({ place: { reader, insertion }, hasKey }: ChangePinButtonProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={KeyRound}
        {...(hasKey && { keyAction: 'changeCardPin' })}
        onPress={() => setOpen(true)}
      >
        {t('pin.change')}
      </Button>
      {isOpen && <ChangePinDialog place={{ reader, insertion }} onClose={() => setOpen(false)} />}
    </>
  );
}
