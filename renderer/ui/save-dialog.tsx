import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';

interface SaveDialogProps extends Pick<DialogProps, 'title' | 'size' | 'onClose' | 'children'> {
  /** What the button of F9 says. */
  readonly saveLabel: string;
  readonly isPending: boolean;
  readonly onSave: () => void;
  /** Nothing has to be filled in: the button has the focus, and Enter is enough. */
  readonly isSaveFocused?: boolean;
  /** What "Annuleren" does when it is more than closing. */
  readonly onLeave?: () => void;
  /** Buttons between saving and leaving. */
  readonly others?: ReactNode;
}

/** A dialog in which something is filled in and saved by F9. A click beside it loses nothing; "Annuleren" and Esc leave it. */
export function SaveDialog({
  saveLabel,
  isPending,
  onSave,
  isSaveFocused,
  onLeave,
  others,
  ...dialog
}: SaveDialogProps) {
  const t = useText();
  const actions = (
    <>
      <Button
        variant="primary"
        keyAction="save"
        autoFocus={isSaveFocused === true}
        isPending={isPending}
        onPress={onSave}
      >
        {saveLabel}
      </Button>
      {others}
      <Button onPress={onLeave ?? dialog.onClose}>{t('action.cancel')}</Button>
    </>
  );
  return <Dialog isOpen keepOpenOutside actions={actions} {...dialog} />;
}
