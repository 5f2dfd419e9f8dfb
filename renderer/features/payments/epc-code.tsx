import { epcModules } from '@onthaal/contract/rules/money/epc-modules.ts';
import { useMemo } from 'react';

interface EpcCodeProps {
  readonly payload: string;
  /** What it is, for who cannot see it. */
  readonly label: string;
}

/** A payment code for the app of a bank: drawn dark on white whatever the theme, because cameras expect it so. */
export function EpcCode({ payload, label }: EpcCodeProps) {
  const { side, path } = useMemo(() => {
    const rows = epcModules(payload);
    const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { side: rows.length, path: dark.join('') };
  }, [payload]);
  return (
    <svg className="epc-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
