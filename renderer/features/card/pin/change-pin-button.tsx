import type { CardInsertion } from '@onthaal/contract/devices/pin-change.ts';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { ChangePinDialog } from './change-pin-dialog.tsx';

/** Opens the dialog that changes the PIN of the card in a reader. */
export function ChangePinButton({ place: { reader, insertion } }: { readonly place: CardInsertion }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" icon={KeyRound} onPress={() => setOpen(true)}>
        {t('pin.change')}
      </Button>
      {isOpen && <ChangePinDialog place={{ reader, insertion }} onClose={() => setOpen(false)} />}
    </>
  );
}
