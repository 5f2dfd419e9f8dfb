import { Folder } from 'lucide-react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useDeskDevices } from './use-devices.ts';

/** The folder where a copier drops its scans: chosen in a dialog of the system, by main alone. */
export function WatchFolderCard() {
  const t = useText();
  const tell = useErrorNotice();
  const { settings, change } = useDeskDevices();
  const folder = settings?.watchFolder;
  const choose = async (): Promise<void> => {
    const chosen = await desktop().request('devices:chooseWatchFolder', {});
    if (!chosen.ok) tell(chosen.error);
  };
  return (
    <Card title={t('devices.watchFolder')}>
      <div className="stack">
        {folder ? (
          <ul className="lines">
            <li className="line">
              <Folder className="line-icon" aria-hidden size={16} />
              <p className="line-text line-title">{folder.path}</p>
              <div className="line-end">
                <Button size="small" variant="quiet" onPress={() => void change({ watchFolder: undefined })}>
                  {t('devices.watchFolder.leave')}
                </Button>
              </div>
            </li>
          </ul>
        ) : (
          <EmptyState isCompact title={t('devices.watchFolder.none')}>
            {t('devices.watchFolder.noneNext')}
          </EmptyState>
        )}
        <div className="row">
          <Button size="small" icon={Folder} onPress={() => void choose()}>
            {t(folder ? 'devices.watchFolder.other' : 'devices.watchFolder.choose')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
