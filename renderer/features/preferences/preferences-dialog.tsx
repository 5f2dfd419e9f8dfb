import { locales, type Preferences, themes } from '@onthaal/contract/ipc/channels.ts';
import { LOCK_MINUTES } from '@onthaal/contract/session/lock.ts';
import { writePreferences } from '../../app/session-control.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useErrorNotice } from '../../ui/use-error-notice.ts';

/** Minutes to choose from. */
const lockMinutes: readonly number[] = [1, 2, LOCK_MINUTES.usual, 10, 15, 30, LOCK_MINUTES.most];

interface PreferencesDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Opens the dialog for a PIN or password in the place of this one. */
  readonly onSecret: () => void;
}

/** Language, colours and keys of this member. Each choice counts at once. */
export function PreferencesDialog({ isOpen, onClose, onSecret }: PreferencesDialogProps) {
  const t = useText();
  return (
    <Dialog title={t('preferences.title')} isOpen={isOpen} onClose={onClose}>
      <Choices onSecret={onSecret} />
    </Dialog>
  );
}

function Choices({ onSecret }: Pick<PreferencesDialogProps, 'onSecret'>) {
  const t = useText();
  const tell = useErrorNotice();
  const dispatch = useAppDispatch();
  const { preferences, information } = useAppSelector((state) => state.session);
  const secret = useAppSelector((state) => state.lock.secret);
  const change = async (changes: Partial<Preferences>) => {
    const kept = await writePreferences(dispatch, { ...preferences, ...changes });
    if (!kept.ok) tell(kept.error);
  };
  return (
    <div className="stack">
      <p className="muted">{t('preferences.text')}</p>
      <RadioGroupField
        label={t('preferences.language')}
        value={preferences.locale}
        options={locales.map((id) => ({ id, label: t(`locale.${id}`) }))}
        onChange={(id) => void change({ locale: id as Preferences['locale'] })}
      />
      <RadioGroupField
        label={t('preferences.theme')}
        value={preferences.theme}
        options={themes.map((id) => ({ id, label: t(`theme.${id}`) }))}
        onChange={(id) => void change({ theme: id as Preferences['theme'] })}
      />
      <CheckboxField
        label={t('preferences.singleLetterKeys')}
        help={t('preferences.singleLetterKeys.help')}
        value={preferences.singleLetterKeys}
        onChange={(singleLetterKeys) => void change({ singleLetterKeys })}
      />
      <SelectField
        label={t('preferences.lockMinutes')}
        help={t('preferences.lockMinutes.help')}
        value={String(preferences.lockMinutes ?? LOCK_MINUTES.usual)}
        options={lockMinutes.map((minutes) => ({ id: String(minutes), label: t('lock.minutes', { minutes }) }))}
        onChange={(id) => void change({ lockMinutes: Number(id) })}
      />
      <div className="row">
        <Button onPress={onSecret}>{secret === 'none' ? t('secret.choose') : t('secret.change')}</Button>
      </div>
      {information && (
        <p className="muted">
          {t('preferences.version', { version: information.version, electronVersion: information.electronVersion })}
        </p>
      )}
    </div>
  );
}
