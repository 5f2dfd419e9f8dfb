import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useHinderedAppointmentsQuery } from '../../../bridge/store-api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { HinderedDialog } from './hindered-dialog.tsx';

/** In the calendar: how many appointments are not possible any more. Absent when there are none. */
export function HinderedButton() {
  const t = useText();
  const { data } = useHinderedAppointmentsQuery({});
  const [isOpen, setOpen] = useState(false);
  const count = data?.open ?? 0;
  if (!isOpen && (data === undefined || data.rows.length === 0)) return null;
  return (
    <>
      <Button icon={TriangleAlert} keyAction="hindered" onPress={() => setOpen(true)}>
        {t('hindered.count', { count })}
      </Button>
      {isOpen && <HinderedDialog onClose={() => setOpen(false)} />}
    </>
  );
}
