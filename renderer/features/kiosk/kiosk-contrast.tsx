import { Contrast } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { writePreferences } from '../../app/session-control.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';

/** Black and white with thick lines, for who sees little; it goes with the visitor. */
export function KioskContrast() {
  const t = useText();
  const dispatch = useAppDispatch();
  const preferences = useAppSelector((state) => state.session.preferences);
  return (
    <ToggleButton
      className="kiosk-language"
      isSelected={preferences.theme === 'highContrast'}
      onChange={(isOn) => {
        void writePreferences(dispatch, { ...preferences, theme: isOn ? 'highContrast' : 'system' });
      }}
    >
      <Contrast aria-hidden size={24} /> {t('kiosk.contrast')}
    </ToggleButton>
  );
}
