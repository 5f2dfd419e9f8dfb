import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useDesk } from './use-queue.ts';

/** At which desk this computer stands: asked once, and changed here. */
export function DeskChoice({ isFirst = false }: { readonly isFirst?: boolean }) {
  const t = useText();
  const { desk, desks, choose } = useDesk();
  const field = (
    <SelectField
      label={t(isFirst ? 'queue.whichDesk' : 'queue.thisDesk')}
      options={desks
        .filter(({ active }) => active)
        .map(({ id, name, data }) => ({ id, label: name, description: data.building }))}
      value={desk?.id ?? ''}
      onChange={(deskId) => void choose(deskId)}
    />
  );
  if (!isFirst) return <div className="desk-choice">{field}</div>;
  return (
    <Card title={t('queue.whichDeskTitle')}>
      <p>{t('queue.whichDeskText')}</p>
      {field}
    </Card>
  );
}
