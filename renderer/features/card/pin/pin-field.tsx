import { useEffect, useRef, useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { ariaFieldProps, FieldBody, type FieldProps } from '../../../ui/field.tsx';
import type { PinBuffer } from './pin-buffer.ts';

interface PinFieldProps extends FieldProps {
  /** Where the digits go; the field itself only shows how many there are. */
  readonly buffer: PinBuffer;
  readonly onChange: () => void;
}

/** A field for a PIN. Each stroke is taken before it reaches the field, so that the PIN is never the field's text. */
export function PinField({ buffer, onChange, ...field }: PinFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [, setCount] = useState(0);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    const take = (event: InputEvent): void => {
      // Enter sends the form.
      if (event.inputType === 'insertLineBreak') return;
      event.preventDefault();
      const all = element.selectionStart !== element.selectionEnd;
      // What is selected is all there is to see: it is typed anew.
      if (all || event.inputType.startsWith('deleteWord') || event.inputType.startsWith('deleteByCut')) buffer.wipe();
      else if (event.inputType.startsWith('delete')) buffer.removeLast();
      buffer.add(event.data ?? '');
      setCount(buffer.length);
      changed.current();
    };
    element.addEventListener('beforeinput', take);
    return () => element.removeEventListener('beforeinput', take);
  }, [buffer]);
  return (
    <AriaTextField
      {...ariaFieldProps(field)}
      value={'•'.repeat(buffer.length)}
      onChange={() => undefined}
      type="password"
      inputMode="numeric"
      autoComplete="off"
    >
      <FieldBody {...field}>
        <Input ref={input} className="input" />
      </FieldBody>
    </AriaTextField>
  );
}
