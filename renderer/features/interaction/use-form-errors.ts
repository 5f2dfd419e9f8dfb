import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Sentences by field name. */
export type FormErrors = Readonly<Record<string, string>>;

const focusable = 'input, textarea, button, [tabindex="0"]';

function focusFirstInvalid(form: HTMLElement | null): void {
  const invalid = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]');
  const target = invalid?.matches(focusable) ? invalid : invalid?.querySelector<HTMLElement>(focusable);
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

/**
 * The errors of a form. They show from the first try to save on, and go by themselves as the values improve. `attempt` says
 * whether the form may be saved; when not, the focus goes to the first field at fault.
 *
 * @param resetKey a change of it makes another form of it: its errors wait for the next try
 */
export function useFormErrors(
  found: FormErrors,
  resetKey = '',
): {
  readonly errors: FormErrors;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly attempt: () => boolean;
} {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const [key, setKey] = useState(resetKey);
  if (key !== resetKey) {
    setKey(resetKey);
    setAttempts(0);
  }
  const hasErrors = Object.keys(found).length > 0;
  const attempt = useCallback(() => {
    setAttempts((count) => count + 1);
    return !hasErrors;
  }, [hasErrors]);
  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(form.current);
  }, [attempts]);
  return { errors: attempts > 0 ? found : {}, form, attempt };
}
