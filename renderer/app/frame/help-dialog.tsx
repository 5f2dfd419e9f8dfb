import { useSyncExternalStore } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useKeyRegistry } from '../../keys/key-context.tsx';
import { type KeyAction, type KeyGroup, keyActions, keyDefinition } from '../../keys/key-table.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import './help-dialog.css';

const groups: readonly KeyGroup[] = ['screen', 'list', 'everywhere'];

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** F1: the keys of the screen under it, straight from the registry that binds them. */
export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  const t = useText();
  return (
    <Dialog title={t('help.title')} size="large" isReading isOpen={isOpen} onClose={onClose}>
      <p className="muted">{t('help.text')}</p>
      <KeyList />
    </Dialog>
  );
}

function KeyList() {
  const t = useText();
  const registry = useKeyRegistry();
  const bindings = useSyncExternalStore(registry.subscribe, registry.screenBindings);
  const bound = new Set(bindings.map(({ action }) => action));
  const described = keyActions.filter((action) => hasKeys(action) && (bound.has(action) || isAlwaysThere(action)));
  return (
    <div className="help-groups">
      {groups.map((group) => {
        const shown = described.filter((action) => keyDefinition(action).group === group);
        return shown.length === 0 ? null : (
          <section key={group}>
            <h3 className="help-heading">{t(`keyGroup.${group}`)}</h3>
            <ul className="help-list">
              {shown.map((action) => (
                <li key={action} className="help-line">
                  <span>{t(keyDefinition(action).label)}</span>
                  <span className="help-keys">
                    {keyDefinition(action).keys.map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function hasKeys(action: KeyAction): boolean {
  return keyDefinition(action).keys.length > 0;
}

function isAlwaysThere(action: KeyAction): boolean {
  return keyDefinition(action).boundElsewhere === true;
}
