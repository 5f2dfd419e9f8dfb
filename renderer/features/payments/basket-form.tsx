import { Trash2 } from 'lucide-react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { ComboBoxField } from '../../ui/combo-box-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { useBasket } from './use-basket.ts';

interface BasketFormProps {
  readonly basket: ReturnType<typeof useBasket>;
  readonly error: string | undefined;
}

/** What is paid: products with their number, and the total. */
export function BasketForm({ basket, error }: BasketFormProps) {
  const t = useText();
  const formats = useFormats();
  const options = basket.products.map(({ code, name, theme, cents }) => ({
    id: code,
    label: name,
    description: `${theme} · ${formats.money(cents)}`,
  }));
  return (
    <div className="stack">
      {basket.isLoading ? (
        <Skeleton lines={1} />
      ) : (
        <ComboBoxField
          // A new one after each product: it is empty again. Not before the price list is here: what is typed meanwhile would be lost.
          key={basket.totalCents}
          label={t('payments.product')}
          options={options}
          value=""
          onChange={basket.add}
          error={error}
        />
      )}
      <ul className="lines basket-lines" aria-label={t('payments.basket')}>
        {basket.lines.map((line) => (
          <li key={line.id} className="line">
            <div className="line-text">
              <p className="line-title">{line.name}</p>
              <p className="line-meta number">{t('payments.each', { amount: formats.money(line.unitCents) })}</p>
            </div>
            <div className="line-end basket-line-end">
              <NumberField
                label={t('payments.quantity')}
                minValue={1}
                maxValue={999}
                value={line.quantity}
                onChange={(quantity) => basket.setQuantity(line.id, quantity ?? 1)}
              />
              <span className="number basket-amount">{formats.money(line.quantity * line.unitCents)}</span>
              <IconButton
                icon={Trash2}
                size="small"
                label={t('payments.remove', { product: line.name })}
                onPress={() => basket.remove(line.id)}
              />
            </div>
          </li>
        ))}
      </ul>
      <p className="basket-total">
        <span>{t('payments.total')}</span>
        <strong className="number">{formats.money(basket.totalCents)}</strong>
      </p>
    </div>
  );
}
