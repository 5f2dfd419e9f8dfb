import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { ReactNode, RefObject } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly saveLabel: string;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly isPending: boolean;
  readonly onSave: () => void;
  /** Esc and the cross: what was typed stays for the next time. */
  readonly onClose: () => void;
  /** "Annuleren": what was typed is dropped. */
  readonly onCancel: () => void;
  readonly error?: OnthaalError | undefined;
  readonly size?: 'medium' | 'large';
  readonly children: ReactNode;
}

/** A dialog with a form. Esc closes it and never loses what was typed; "Annuleren" does. */
export function FormDialog(props: FormDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size={props.size ?? 'medium'}
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="primary" keyAction="save" isPending={props.isPending} onPress={props.onSave}>
            {props.saveLabel}
          </Button>
          <Button onPress={props.onCancel}>{t('action.cancel')}</Button>
        </>
      }
    >
      <form ref={props.form} className="stack" onSubmit={(event) => event.preventDefault()}>
        {props.error && <ErrorMessage error={props.error} />}
        {props.children}
      </form>
    </Dialog>
  );
}
