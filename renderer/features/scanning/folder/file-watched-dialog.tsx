import type { WatchedFile, WatchedType } from '@onthaal/contract/devices/watch-folder.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { FileStep, type FilingChoices } from '../file-step.tsx';
import { fileNameOf } from '../filing.ts';

const endings: Readonly<Record<WatchedType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
};

interface FileWatchedDialogProps {
  readonly dossierId: string;
  readonly file: WatchedFile;
  readonly onClose: () => void;
}

/** Files what the copier scanned: what it is, by one key, and what it is called. */
export function FileWatchedDialog({ dossierId, file, onClose }: FileWatchedDialogProps) {
  const t = useText();
  const [choices, setChoices] = useState<FilingChoices>({
    kind: undefined,
    title: '',
    withText: false,
    language: 'nld',
  });
  const [isAttempted, setAttempted] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const title = choices.title.trim();
  const keep = async (): Promise<void> => {
    setAttempted(true);
    if (title === '' || isPending) return;
    setPending(true);
    const fileName = fileNameOf(title, endings[file.mediaType]);
    const kind = choices.kind === undefined ? {} : { documentKind: choices.kind };
    const kept = await desktop().request('documents:fileWatched', { fileId: file.id, dossierId, fileName, ...kind });
    setPending(false);
    if (!kept.ok) return setError(kept.error);
    showDone(t('scan.filed', { title }));
    if (!kept.value.isRemoved) {
      showNotice({ tone: 'caution', title: t('scan.folder.stays.text'), detail: t('scan.folder.stays.next') });
    }
    onClose();
  };
  return (
    <SaveDialog
      title={t('scan.folder.dialog', { name: file.name })}
      saveLabel={t('scan.file')}
      isPending={isPending}
      onSave={() => void keep()}
      onClose={onClose}
    >
      <div className="stack">
        {error && <ErrorMessage error={error} />}
        <FileStep
          choices={choices}
          set={(changes) => setChoices((now) => ({ ...now, ...changes }))}
          titleError={isAttempted && title === '' ? t('field.required') : undefined}
          isTextOffered={false}
        />
      </div>
    </SaveDialog>
  );
}
