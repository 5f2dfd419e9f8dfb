import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { ReactNode, RefObject } from 'react';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly saveLabel: string;
  readonly form: RefObject<HTMLFormElement | null>;
  /** What `useDialogCommand` gives: how the save goes, and `leave` for "Annuleren", which drops what was typed. */
  readonly command: {
    readonly isPending: boolean;
    readonly error: OnthaalError | undefined;
    readonly leave: () => void;
  };
  readonly onSave: () => void;
  /** Esc and the cross: what was typed stays for the next time. */
  readonly onClose: () => void;
  readonly size?: 'medium' | 'large';
  readonly children: ReactNode;
}

/** A dialog with a form. Esc closes it and never loses what was typed; "Annuleren" does. */
export function FormDialog(props: FormDialogProps) {
  return (
    <SaveDialog
      size={props.size ?? 'medium'}
      title={props.title}
      saveLabel={props.saveLabel}
      isPending={props.command.isPending}
      onSave={props.onSave}
      onLeave={props.command.leave}
      onClose={props.onClose}
    >
      <form ref={props.form} className="stack" onSubmit={(event) => event.preventDefault()}>
        {props.command.error && <ErrorMessage error={props.command.error} />}
        {props.children}
      </form>
    </SaveDialog>
  );
}
