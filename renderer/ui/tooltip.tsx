import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import './tooltip.css';

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string;
  /** One focusable element: a Button of react-aria. */
  readonly children: ReactElement;
}

/** A short explanation on hover and keyboard focus. Never the only place of anything that must be known. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text} {keys && <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
