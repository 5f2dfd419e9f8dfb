import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import './field.css';

/** What every field has. */
export interface FieldProps {
  readonly label: string;
  /** Shown under the label: what to fill in, an example. */
  readonly help?: string | undefined;
  /** What is wrong with the value; makes the field invalid. */
  readonly error?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly name?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** Label, help and error around the control of a field, in that order, tied to it by react-aria. */
export function FieldBody(props: {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly children: ReactNode;
}) {
  const t = useText();
  return (
    <>
      <Label className="field-label">
        {props.label}
        {props.isRequired === false && <span className="field-optional"> ({t('field.optional')})</span>}
      </Label>
      {props.children}
      {props.help && (
        <Text slot="description" className="field-help">
          {props.help}
        </Text>
      )}
      <FieldError className="field-error">{props.error}</FieldError>
    </>
  );
}

/** The properties of a react-aria field that follow from ours; absent ones stay absent. */
export function ariaFieldProps(props: FieldProps) {
  return {
    className: 'field',
    isInvalid: Boolean(props.error),
    validationBehavior: 'aria' as const,
    ...(props.isRequired ? { isRequired: true } : {}),
    ...(props.isDisabled ? { isDisabled: true } : {}),
    ...(props.name ? { name: props.name } : {}),
    ...(props.autoFocus ? { autoFocus: true } : {}),
  };
}
