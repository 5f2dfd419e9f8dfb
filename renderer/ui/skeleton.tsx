import { useText } from '../i18n/use-text.ts';
import './skeleton.css';

/** Grey lines where rows will come; says "even geduld" to screen readers. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const t = useText();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className={`skeleton-line skeleton-line-${line % 3}`} aria-hidden />
      ))}
    </div>
  );
}
