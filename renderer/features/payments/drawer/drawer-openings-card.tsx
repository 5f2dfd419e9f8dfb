import type { DrawerOpeningRow } from '@onthaal/contract/store/payments.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { drawerStateText, stateTone } from '../payment-words.ts';

/** When the drawer was opened without a payment, by whom and why; nothing on a day without. */
export function DrawerOpeningsCard({ openings }: { readonly openings: readonly DrawerOpeningRow[] }) {
  const t = useText();
  const formats = useFormats();
  if (openings.length === 0) return null;
  return (
    <Card title={t('payments.drawer.list')} count={openings.length} isFlush>
      <ul className="lines">
        {openings.map(({ id, at, reason, state, byName }) => (
          <li key={id} className="line">
            <div className="line-text">
              <p className="line-title">{reason}</p>
              <p className="line-meta">{[formats.time(at), byName].filter(Boolean).join(' · ')}</p>
            </div>
            <div className="line-end">
              <Tag tone={state === 'paid' ? 'neutral' : stateTone('declined')}>{drawerStateText(state, t)}</Tag>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
