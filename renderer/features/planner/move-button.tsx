import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { CalendarClock } from 'lucide-react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';

/** Gives an appointment another moment; who listens hears which one it is. */
export function MoveButton(props: {
  readonly appointment: AppointmentRow;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}) {
  const { appointment, isDisabled = false, onPress } = props;
  const t = useText();
  const formats = useFormats();
  const when = formats.dayTime(appointment.startsAt);
  return (
    <Button
      size="small"
      icon={CalendarClock}
      aria-label={t('planner.moveOf', { when })}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      {t(appointment.state === 'refused' ? 'planner.otherMoment' : 'planner.move')}
    </Button>
  );
}
