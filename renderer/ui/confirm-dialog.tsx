import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  /** What is asked cannot be undone. */
  readonly isDanger?: boolean;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something with consequences. The answer that changes nothing has the focus, so that Enter is never too much. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button variant={props.isDanger ? 'danger' : 'primary'} isPending={props.isPending} onPress={props.onConfirm}>
            {props.confirmLabel}
          </Button>
          <Button autoFocus onPress={props.onClose}>
            {props.cancelLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
