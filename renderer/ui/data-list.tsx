import type { ReactNode } from 'react';
import './data-list.css';

export interface DataItem {
  readonly label: string;
  /** Nothing to show: the line says so in words instead of staying empty. */
  readonly value: ReactNode | undefined;
  readonly key?: string;
}

/** Labels with their values. `empty` is shown where a value is absent; without it, absent lines are left out. */
export function DataList({ items, empty }: { readonly items: readonly DataItem[]; readonly empty?: string }) {
  const shown = empty ? items : items.filter((item) => hasValue(item.value));
  return (
    <dl className="data-list">
      {shown.map((item) => (
        <div key={item.key ?? item.label} className="data-item">
          <dt>{item.label}</dt>
          <dd>{hasValue(item.value) ? item.value : <span className="muted">{empty}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function hasValue(value: ReactNode | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
