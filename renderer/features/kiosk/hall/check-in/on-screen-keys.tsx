import { Delete } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useText } from '../../../../i18n/use-text.ts';

/** Letters as on a Belgian keyboard, and the signs of names. */
export const nameKeys = ['AZERTYUIOP', 'QSDFGHJKLM', "WXCVBN'- "] as const;
export const codeKeys = ['123456789', 'ABCDEFGHI', 'JKLMNOPQR', 'STUVWXYZ0'] as const;
export const digitKeys = ['123', '456', '789', '0'] as const;

/** Keys to touch, beside whatever keyboard there is. */
export function OnScreenKeys(props: {
  readonly rows: readonly string[];
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}) {
  const { rows, value, maxLength, onChange } = props;
  const t = useText();
  const add = (key: string): void => {
    if (value.length < maxLength) onChange(value + key);
  };
  return (
    <fieldset className="hall-keys" aria-label={t('kiosk.keys')}>
      {rows.map((row, index) => (
        <div key={row} className="hall-key-row">
          {[...row].map((key) => (
            <Button
              key={key}
              className={key === ' ' ? 'hall-key hall-key-wide hall-key-word' : 'hall-key'}
              onPress={() => add(key)}
            >
              {key === ' ' ? t('kiosk.keys.space') : key}
            </Button>
          ))}
          {index === rows.length - 1 && (
            <Button
              className="hall-key hall-key-wide"
              aria-label={t('kiosk.keys.delete')}
              onPress={() => onChange(value.slice(0, -1))}
            >
              <Delete aria-hidden size={28} />
            </Button>
          )}
        </div>
      ))}
    </fieldset>
  );
}
