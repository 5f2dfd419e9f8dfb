import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** The heading of a step. It takes the focus, so that a screen reader says what is asked now. */
export function HallTitle({ children, isDutch = false }: { readonly children: ReactNode; readonly isDutch?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="hall-title" {...(isDutch ? { lang: 'nl-BE' } : {})}>
      {children}
    </h1>
  );
}
