import { RefreshCcw, RotateCw, Trash2 } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { PagePicture } from './page-picture.tsx';
import type { ScanPage } from './scan-pages.ts';
import { HolderOfPage } from './travel/holder-of-page.tsx';
import type { Scan } from './use-scan.ts';
import type { ImagingClient } from './worker/imaging-client.ts';

interface ShownPageProps {
  readonly scan: Scan;
  readonly canShoot: boolean;
  readonly onAgain: (page: ScanPage) => void;
  readonly imaging: () => ImagingClient;
  /** A passport or an identity card on the page was read. */
  readonly onHolder: (text: string) => void;
}

/** The page that is looked at, large enough to judge, and what can be done with it. */
export function ShownPage({ scan, canShoot, onAgain, imaging, onHolder }: ShownPageProps) {
  const t = useText();
  const { page, pages, isWorking } = scan;
  if (!page) return <p className="scan-nothing muted">{t('scan.noPages')}</p>;
  const number = pages.indexOf(page) + 1;
  const name = t('scan.pageOf', { page: number, pages: pages.length });
  return (
    <section className="scan-shown" aria-label={name}>
      <p className="scan-counter number">{name}</p>
      <div className="scan-large">
        <PagePicture image={page} label={name} longSide={900} />
      </div>
      {page.isBlank && (
        <Banner tone="caution" live="status" title={t('scan.blank.text')}>
          {t('scan.blank.next')}
        </Banner>
      )}
      {!page.isCut && (
        <Banner tone="information" live="status" title={t('scan.uncut.text')}>
          {t('scan.uncut.next')}
        </Banner>
      )}
      <div className="row">
        <Button
          size="small"
          icon={RefreshCcw}
          keyAction="shootAgain"
          isPending={isWorking}
          isDisabled={!canShoot}
          onPress={() => onAgain(page)}
        >
          {t('scan.again')}
        </Button>
        <Button size="small" icon={RotateCw} keyAction="turnPage" isPending={isWorking} onPress={() => scan.turn(page)}>
          {t('scan.turn')}
        </Button>
        <Button size="small" icon={Trash2} onPress={() => scan.change({ kind: 'remove', id: page.id })}>
          {t('scan.remove')}
        </Button>
        <HolderOfPage key={page.id} page={page} imaging={imaging} onFound={onHolder} />
      </div>
    </section>
  );
}
