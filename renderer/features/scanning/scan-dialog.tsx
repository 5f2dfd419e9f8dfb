import { Camera as CameraIcon } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { CameraView } from './camera/camera-view.tsx';
import { useCamera } from './camera/use-camera.ts';
import { FileStep, type FilingChoices, FilingProgress } from './file-step.tsx';
import { FolderView } from './folder/folder-view.tsx';
import { useWatchedFiles, type WatchedFolderView } from './folder/use-watched-files.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { PageStrip } from './page-strip.tsx';
import './scan-dialog.css';
import { useFoundCode } from './codes/use-found-code.ts';
import { MOST_PAGES } from './scan-pages.ts';
import { ScannerView } from './scanner/scanner-view.tsx';
import { type Scanner, useScanner } from './scanner/use-scanner.ts';
import { ShownPage } from './shown-page.tsx';
import type { TextLanguage } from './text/read-text.ts';
import { useFiling } from './use-filing.ts';
import { useImaging } from './use-imaging.ts';
import { type Scan, useScan } from './use-scan.ts';
import type { ImagingClient } from './worker/imaging-client.ts';

interface ScanDialogProps {
  readonly dossierId: string;
  readonly onClose: () => void;
}

/** The language of most papers that come to this clerk's desk. There is none for German: Dutch reads the letters too. */
const languageOf: Readonly<Record<string, TextLanguage>> = { 'nl-BE': 'nld', fr: 'fra', en: 'eng' };

function useFilingChoices() {
  const locale = useAppSelector((state) => state.session.preferences.locale);
  const [choices, setChoices] = useState<FilingChoices>({
    kind: undefined,
    title: '',
    withText: true,
    language: languageOf[locale] ?? 'nld',
  });
  return { choices, set: (changes: Partial<FilingChoices>) => setChoices((now) => ({ ...now, ...changes })) };
}

const pageSources = ['camera', 'scanner', 'folder'] as const;
type PageSource = (typeof pageSources)[number];

interface PagesStepProps {
  readonly scan: Scan;
  readonly camera: ReturnType<typeof useCamera>;
  readonly dossierId: string;
  readonly scanner: Scanner;
  readonly watched: WatchedFolderView;
  readonly source: PageSource;
  readonly onSource: (source: PageSource) => void;
  readonly imaging: () => ImagingClient;
  readonly onHolder: (text: string) => void;
  /** Out of view the camera stays, as opening it again takes a second; nothing else does, nor its keys. */
  readonly isShown: boolean;
}

function ShootButton({ scan, canShoot }: { readonly scan: Scan; readonly canShoot: boolean }) {
  const t = useText();
  const isFull = scan.pages.length >= MOST_PAGES;
  return (
    <>
      <Button
        variant="primary"
        icon={CameraIcon}
        keyAction="shootPage"
        isPending={scan.isWorking}
        isDisabled={!canShoot || isFull}
        onPress={scan.shoot}
      >
        {scan.pages.length === 0 ? t('scan.shootFirst') : t('scan.shootNext')}
      </Button>
      <p className="muted">{isFull ? t('scan.full', { most: MOST_PAGES }) : t('scan.inMemory')}</p>
    </>
  );
}

/** Where the pages come from; of the copier also how much waits there. */
function SourceChoice({ scanner, watched, source, onSource }: PagesStepProps) {
  const t = useText();
  const labelOf = (id: PageSource): string => {
    const label = t(`scan.source.${id}`);
    return id === 'folder' && watched.toFile > 0
      ? `${label} (${t('scan.folder.count', { count: watched.toFile })})`
      : label;
  };
  const isDisabled = scanner.progress !== undefined;
  return (
    <RadioGroupField
      label={t('scan.source')}
      options={pageSources.map((id) => ({ id, label: labelOf(id), isDisabled }))}
      value={source}
      onChange={(id) => onSource(pageSources.find((known) => known === id) ?? 'camera')}
    />
  );
}

function PagesStep(props: PagesStepProps) {
  const { scan, camera, scanner, source, isShown } = props;
  const isCamera = source === 'camera';
  const canShoot = isCamera ? camera.camera.state === 'live' : source === 'scanner' && scanner.isReady;
  const hasPages = source !== 'folder' || scan.pages.length > 0;
  return (
    <div className="scan-pages" hidden={!isShown}>
      <div className="scan-columns">
        <div className="stack-small">
          <SourceChoice {...props} />
          {isCamera && <CameraView camera={camera} />}
          {isCamera && isShown && <ShootButton scan={scan} canShoot={canShoot} />}
          {source === 'scanner' && <ScannerView scanner={scanner} pages={scan.pages.length} isShown={isShown} />}
          {source === 'folder' && isShown && <FolderView view={props.watched} dossierId={props.dossierId} />}
        </div>
        {isShown && hasPages && (
          <ShownPage
            {...{ scan, imaging: props.imaging, onHolder: props.onHolder }}
            canShoot={canShoot}
            onAgain={isCamera ? scan.shootAgain : ({ id }) => scanner.scanAgain(id)}
          />
        )}
      </div>
      {isShown && <PageStrip scan={scan} />}
    </div>
  );
}

/** Closing, which asks first as long as there are pages; and then searching for whose document was on one of them. */
function useLeaving({ pages }: Scan, onClose: () => void) {
  const [isAsked, setAsked] = useState(false);
  const [holder, setHolder] = useState<string>();
  const search = useFoundCode();
  return {
    isAsked,
    close: (): void => (pages.length === 0 ? onClose() : setAsked(true)),
    searchHolder: (text: string): void => {
      setHolder(text);
      setAsked(true);
    },
    stay: (): void => {
      setHolder(undefined);
      setAsked(false);
    },
    leave: (): void => {
      onClose();
      if (holder !== undefined) search(holder);
    },
  };
}

/** Scans pages with the camera or the scanner, or takes what a copier scanned, shows them, and files them as one document of a dossier. */
export function ScanDialog({ dossierId, onClose }: ScanDialogProps) {
  const t = useText();
  const [step, setStep] = useState<'pages' | 'file'>('pages');
  const [isAttempted, setAttempted] = useState(false);
  const imaging = useImaging();
  const camera = useCamera();
  const scan = useScan(camera, imaging);
  const hasScanner = useAppSelector(({ devices }) => devices.settings?.scanner !== undefined);
  const [source, setSource] = useState<PageSource>(hasScanner ? 'scanner' : 'camera');
  const scanner = useScanner(source === 'scanner', imaging, scan.change);
  const watched = useWatchedFiles();
  const filing = useFiling(imaging, onClose);
  const { choices, set } = useFilingChoices();
  const title = choices.title.trim();
  const leaving = useLeaving(scan, onClose);
  const { close } = leaving;
  const file = (): void => {
    setAttempted(true);
    if (title !== '') filing.file({ ...choices, dossierId, title, pages: scan.pages });
  };
  const pagesActions = (
    <>
      <Button
        {...(scan.pages.length === 0 ? {} : { variant: 'primary' as const })}
        keyAction="save"
        isDisabled={scan.pages.length === 0 || scan.isWorking || scanner.progress !== undefined}
        onPress={() => setStep('file')}
      >
        {t('scan.toFile', { count: scan.pages.length })}
      </Button>
      <Button onPress={close}>{t('action.cancel')}</Button>
    </>
  );
  const fileActions = filing.isFiling ? (
    <>
      {filing.progress && (
        <Button variant="primary" keyAction="withoutText" onPress={filing.fileWithoutText}>
          {t('scan.withoutText')}
        </Button>
      )}
      <Button onPress={filing.stop}>{t('action.cancel')}</Button>
    </>
  ) : (
    <>
      <Button variant="primary" keyAction="save" onPress={file}>
        {t('scan.file')}
      </Button>
      <Button onPress={() => setStep('pages')}>{t('scan.back')}</Button>
    </>
  );
  return (
    <>
      <Dialog
        isOpen
        keepOpenOutside
        size={step === 'pages' ? 'wide' : 'medium'}
        title={step === 'pages' ? t('scan.dialog') : t('scan.fileDialog', { count: scan.pages.length })}
        onClose={close}
        actions={step === 'pages' ? pagesActions : fileActions}
      >
        <div className="stack">
          {filing.error && <ErrorMessage error={filing.error} />}
          <PagesStep
            {...{ scan, camera, scanner, watched, source, dossierId, imaging }}
            onHolder={leaving.searchHolder}
            onSource={setSource}
            isShown={step === 'pages'}
          />
          {step === 'file' && filing.isFiling && (
            <FilingProgress progress={filing.progress} pages={scan.pages.length} />
          )}
          {step === 'file' && !filing.isFiling && (
            <FileStep
              choices={choices}
              set={set}
              titleError={isAttempted && title === '' ? t('field.required') : undefined}
            />
          )}
        </div>
      </Dialog>
      <LeaveDialog isOpen={leaving.isAsked} pages={scan.pages.length} onStay={leaving.stay} onLeave={leaving.leave} />
    </>
  );
}
