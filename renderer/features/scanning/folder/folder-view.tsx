import type { OfferedFiles, WatchedFile } from '@onthaal/contract/devices/watch-folder.ts';
import { FileText, Image } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { FileWatchedDialog } from './file-watched-dialog.tsx';
import type { WatchedFolderView } from './use-watched-files.ts';

type OfferedFile = OfferedFiles['files'][number];

interface FileLineProps {
  readonly file: OfferedFile;
  readonly onFile: () => void;
  readonly onChanged: () => void;
}

/** Says on the board why something could not be done. */
function useAsk() {
  const tell = useErrorNotice();
  return async (channel: 'documents:showWatched' | 'documents:removeWatched', fileId: string): Promise<void> => {
    const answer = await desktop().request(channel, { fileId });
    if (!answer.ok) tell(answer.error);
  };
}

function FileLine({ file, onFile, onChanged }: FileLineProps) {
  const t = useText();
  const formats = useFormats();
  const ask = useAsk();
  const { id, name, mediaType, isKept } = file;
  const Icon = mediaType === 'application/pdf' ? FileText : Image;
  return (
    <li className="line">
      <Icon className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title">{name}</p>
        <p className="line-meta">{formats.moment(file.modifiedAt)}</p>
      </div>
      <div className="line-end">
        {isKept && <Tag tone="positive">{t('scan.folder.kept')}</Tag>}
        {mediaType !== 'image/tiff' && (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('scan.folder.showNamed', { name })}
            onPress={() => void ask('documents:showWatched', id)}
          >
            {t('scan.folder.show')}
          </Button>
        )}
        {isKept ? (
          <Button
            size="small"
            aria-label={t('scan.folder.removeNamed', { name })}
            onPress={() => void ask('documents:removeWatched', id).then(onChanged)}
          >
            {t('scan.folder.remove')}
          </Button>
        ) : (
          <Button size="small" aria-label={t('scan.folder.fileNamed', { name })} onPress={onFile}>
            {t('scan.folder.file')}
          </Button>
        )}
      </div>
    </li>
  );
}

function SetAside({ setAside }: Pick<OfferedFiles, 'setAside'>) {
  const t = useText();
  if (setAside.length === 0) return null;
  return (
    <details>
      <summary>{t('scan.folder.aside', { count: setAside.length })}</summary>
      <ul className="lines">
        {setAside.map(({ name, reason }) => (
          <li key={name} className="line-meta">
            {name}: {t.word('setAsideReason', reason)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The folder of the copier: what waits to be filed, what is filed already, and what is not offered and why. */
export function FolderView({ view, dossierId }: { readonly view: WatchedFolderView; readonly dossierId: string }) {
  const t = useText();
  const [filing, setFiling] = useState<WatchedFile>();
  const { folder, offered, error, toFile, look } = view;
  if (!folder) {
    return (
      <Banner tone="information" live="status" title={t('scan.folder.none.text')}>
        {t('scan.folder.none.next')}
      </Banner>
    );
  }
  return (
    <section className="stack-small" aria-label={t('scan.folder.list')}>
      {error && <ErrorMessage error={error} onRetry={look} />}
      {!offered && !error && <p role="status">{t('scan.folder.looking')}</p>}
      {offered && !error && (
        <>
          <p role="status" className="scan-scanner">
            {t('scan.folder.count', { count: toFile })}
          </p>
          {offered.files.length === 0 && <p className="muted">{t('scan.folder.empty')}</p>}
          <ul className="lines">
            {offered.files.map((file) => (
              <FileLine key={file.id} file={file} onFile={() => setFiling(file)} onChanged={look} />
            ))}
          </ul>
          <SetAside setAside={offered.setAside} />
        </>
      )}
      {filing && (
        <FileWatchedDialog
          dossierId={dossierId}
          file={filing}
          onClose={() => {
            setFiling(undefined);
            look();
          }}
        />
      )}
    </section>
  );
}
