import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { KeyLayer, useKeyAction } from '../keys/key-context.tsx';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Asked by Esc, the cross, or a click beside it (unless `keepOpenOutside`). */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, the main one first. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large' | 'wide';
  /** `side`: a drawer over the right edge, for looking beside what is open. */
  readonly placement?: 'middle' | 'top';
  /** A click beside the dialog does not close it: for dialogs where text is typed. */
  readonly keepOpenOutside?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  /** There is nothing in it but text: its content takes the focus, so that keys scroll it. */
  readonly isReading?: boolean;
  /** Title for screen readers only. */
  readonly hideTitle?: boolean;
}

/** A dialog. Keys of what lies under it rest while it is open. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? (
    <KeyLayer>
      <OpenDialog {...props} />
    </KeyLayer>
  ) : null;
}

function OpenDialog(props: DialogProps) {
  const t = useText();
  const { placement = 'middle', size = 'medium' } = props;
  // React Aria hears Esc only on what has the focus: a button that goes when it is pressed leaves that nowhere for a moment.
  useKeyAction('close', props.onClose);
  return (
    <ModalOverlay
      className={`dialog-scrim dialog-scrim-${placement}`}
      isOpen
      isDismissable={!props.keepOpenOutside}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={`dialog dialog-${placement} dialog-${size}`}>
        <AriaDialog className="dialog-body" role={props.role ?? 'dialog'}>
          <header className={props.hideTitle ? 'visually-hidden' : 'dialog-header'}>
            <Heading slot="title" level={2} className="dialog-title">
              {props.title}
            </Heading>
            {!props.hideTitle && (
              <IconButton icon={X} label={t('action.close')} keys="Escape" size="small" onPress={props.onClose} />
            )}
          </header>
          <div
            className={props.hideTitle ? 'dialog-bare' : 'dialog-content'}
            {...(props.isReading ? { role: 'region', 'aria-label': props.title, tabIndex: 0 } : {})}
          >
            {props.children}
          </div>
          {props.actions && <footer className="dialog-actions">{props.actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
