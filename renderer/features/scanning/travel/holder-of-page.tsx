import { UserSearch } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { showNotice } from '../../../ui/notice-board.ts';
import { DoubtfulLines, SearchLines } from '../codes/doubtful-lines.tsx';
import { useTravelReader } from '../codes/use-travel-reader.ts';
import type { ScannedImage } from '../pdf/scanned-page.ts';
import type { ImagingClient } from '../worker/imaging-client.ts';
import { type ReadLines, readPicture } from './read-picture.ts';
import { travelDocumentOf } from './travel-document.ts';

interface HolderOfPageProps {
  readonly page: ScannedImage;
  readonly imaging: () => ImagingClient;
  /** The lines of the document on the page: right by their check digits, or put right by a person. */
  readonly onFound: (text: string) => void;
}

/** Searches for whose passport or identity card is on a page that was scanned, as the camera does with one that is held before it. */
export function HolderOfPage({ page, imaging, onFound }: HolderOfPageProps) {
  const t = useText();
  const reader = useTravelReader();
  const [isReading, setReading] = useState(false);
  const [doubtful, setDoubtful] = useState<ReadLines>();
  const search = async (): Promise<void> => {
    setReading(true);
    try {
      const frame = await createImageBitmap(new Blob([new Uint8Array(page.jpeg)], { type: 'image/jpeg' }));
      const read = await readPicture({ imaging, reader }, frame, true);
      if (read === undefined) {
        showNotice({ tone: 'information', title: t('scan.holder.none.text'), detail: t('scan.holder.none.next') });
      } else if (travelDocumentOf(read.lines)?.wrong.length === 0) onFound(read.lines.join('\n'));
      else setDoubtful(read);
    } catch {
      showNotice({ tone: 'danger', title: t('scan.travel.broken.text'), detail: t('scan.travel.broken.next') });
    }
    setReading(false);
  };
  const close = (): void => setDoubtful(undefined);
  const searchPutRight = (text: string): void => {
    close();
    onFound(text);
  };
  return (
    <>
      <Button size="small" icon={UserSearch} isPending={isReading} onPress={() => void search()}>
        {t('scan.holder')}
      </Button>
      {doubtful && (
        <Dialog
          isOpen
          size="medium"
          title={t('scan.holder')}
          onClose={close}
          actions={
            <>
              <SearchLines read={doubtful} onCode={searchPutRight} />
              <Button onPress={close}>{t('action.cancel')}</Button>
            </>
          }
        >
          <DoubtfulLines read={doubtful} onChange={(lines) => setDoubtful({ ...doubtful, lines })} />
        </Dialog>
      )}
    </>
  );
}
