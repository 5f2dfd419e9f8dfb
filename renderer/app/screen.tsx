import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './screen.css';

export interface ScreenProps {
  /** The h1. May name a person: it is never the window's title. */
  readonly title: ReactNode;
  /** Small words above the title: the kind of card, its number. */
  readonly eyebrow?: ReactNode;
  readonly subtitle?: ReactNode;
  /** Buttons of the whole screen, the main one first. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `fill`: the content takes the height that is left and scrolls by itself (tables). */
  readonly layout?: 'flow' | 'fill' | 'narrow';
  /** Leave the focus where it is: the search box types on while its screen opens. */
  readonly keepFocus?: boolean;
}

/** The frame of one screen: its heading, which takes the focus when the screen opens, its actions and its content. */
export function Screen(props: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const keepFocus = props.keepFocus;
  // Before it is painted: later it would take the focus from where the next key has put it.
  useLayoutEffect(() => {
    if (keepFocus) return;
    // A field with autoFocus has it already; only an orphaned focus moves to the heading.
    const inside = document.activeElement?.closest('.screen');
    if (!inside) heading.current?.focus({ preventScroll: true });
  }, [keepFocus]);
  return (
    <div className={`screen screen-${props.layout ?? 'flow'}`}>
      <header className="screen-header">
        <div className="screen-titles">
          {props.eyebrow && <p className="screen-eyebrow">{props.eyebrow}</p>}
          <h1 ref={heading} tabIndex={-1} className="screen-title">
            {props.title}
          </h1>
          {props.subtitle && <div className="screen-subtitle">{props.subtitle}</div>}
        </div>
        {props.actions && <div className="screen-actions">{props.actions}</div>}
      </header>
      <div className="screen-content">{props.children}</div>
    </div>
  );
}
