import { locales } from '@onthaal/contract/ipc/channels.ts';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { writePreferences } from '../../app/session-control.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';

/** Who stands before a kiosk chooses their language with one touch. */
export function KioskLanguages() {
  const t = useText();
  const dispatch = useAppDispatch();
  const preferences = useAppSelector((state) => state.session.preferences);
  return (
    <ToggleButtonGroup
      className="kiosk-languages"
      aria-label={t('kiosk.language')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[preferences.locale]}
      onSelectionChange={(keys) => {
        const locale = locales.find((one) => keys.has(one));
        if (locale) void writePreferences(dispatch, { ...preferences, locale });
      }}
    >
      {locales.map((locale) => (
        <ToggleButton key={locale} id={locale} className="kiosk-language">
          <span lang={locale}>{t(`locale.${locale}`)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
