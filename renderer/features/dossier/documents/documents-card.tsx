import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import { FileText, Paperclip, ScanLine, SquareUserRound } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { NothingHere, useKnownCount } from '../../../app/nothing-here.tsx';
import { useDocumentContentsQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { PhotoDialog } from '../../scanning/photo/photo-dialog.tsx';
import { ScanDialog } from '../../scanning/scan-dialog.tsx';
import { useShowMore } from '../lists/show-more.tsx';
import '../lists/record-lists.css';
import { ContentBadge, ContentProblem } from './content-state.tsx';
import { DocumentActions } from './document-actions.tsx';
import './documents-card.css';
import { useAddDocuments } from './use-add-documents.ts';
import { useFileDrop } from './use-file-drop.ts';

type DossierDocument = DocumentOf<'documents'>;

/** Which status of a message looks like a state of signing. */
const signingLooks = {
  draft: 'draft',
  shared: 'toSign',
  partlySigned: 'toSign',
  completed: 'signed',
  declined: 'failed',
  recalled: 'cancelled',
} as const;

interface DocumentLineProps {
  readonly row: DossierDocument;
  readonly condition: ContentCondition | undefined;
}

function DocumentLine({ row, condition }: DocumentLineProps) {
  const t = useText();
  const formats = useFormats();
  return (
    <li className="line">
      <FileText aria-hidden size={16} className="line-icon" strokeWidth={1.75} />
      <div className="line-text">
        <p className="line-title">{row.title}</p>
        <p className="line-meta">
          {[
            row.kind && t.word('documentKind', row.kind),
            t.word('documentSource', row.source),
            formats.day(row.receivedOn),
            row.fileName,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {condition && <ContentProblem condition={condition} />}
      </div>
      <div className="line-end">
        <DocumentActions documentId={row.id} name={row.title} condition={condition} />
        {condition && <ContentBadge condition={condition} />}
        {row.signing && <StatusBadge status={signingLooks[row.signing]} label={t.word('signingState', row.signing)} />}
      </div>
    </li>
  );
}

interface DocumentsCardProps {
  readonly documents: readonly DossierDocument[];
  readonly actions?: ReactNode;
}

function DocumentsList({ documents, actions }: DocumentsCardProps) {
  const t = useText();
  const [shown, more] = useShowMore(documents, 6);
  const { latest: conditions = [] } = useDocumentContentsQuery({ documentIds: shown.map(({ id }) => id) });
  return (
    <Card title={t('dossier.documents')} count={useKnownCount(documents.length)} isFlush actions={actions}>
      {documents.length === 0 && <NothingHere isCompact title={t('dossier.noDocuments')} />}
      <ul className="lines">
        {shown.map((row) => (
          <DocumentLine key={row.id} row={row} condition={conditions.find(({ documentId }) => documentId === row.id)} />
        ))}
      </ul>
      {more}
    </Card>
  );
}

function DocumentsOfDossier({ documents, dossierId }: DocumentsCardProps & { readonly dossierId: string }) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const { choose, drop, isPending } = useAddDocuments(dossierId);
  const isOver = useFileDrop(place, isPending ? undefined : drop);
  const [camera, setCamera] = useState<'scan' | 'photo'>();
  const close = () => setCamera(undefined);
  const add = (
    <>
      <Button size="small" icon={ScanLine} keyAction="scanDocument" onPress={() => setCamera('scan')}>
        {t('dossier.document.scan')}
      </Button>
      <Button size="small" icon={SquareUserRound} keyAction="takePhoto" onPress={() => setCamera('photo')}>
        {t('dossier.document.photo')}
      </Button>
      <Button size="small" icon={Paperclip} keyAction="addDocument" isPending={isPending} onPress={choose}>
        {t('dossier.document.add')}
      </Button>
    </>
  );
  return (
    <div ref={place} className="documents-place">
      <DocumentsList documents={documents} actions={add} />
      {camera === 'scan' && <ScanDialog dossierId={dossierId} onClose={close} />}
      {camera === 'photo' && <PhotoDialog dossierId={dossierId} onClose={close} />}
      {isOver && <p className="documents-drop">{t('dossier.document.dropHere')}</p>}
    </div>
  );
}

/** The documents of a dossier or person, with the state of their contents. To a dossier files can be added. */
export function DocumentsCard(props: DocumentsCardProps & { readonly dossierId?: string }) {
  const { dossierId, documents } = props;
  if (dossierId === undefined) return <DocumentsList documents={documents} />;
  return <DocumentsOfDossier key={dossierId} documents={documents} dossierId={dossierId} />;
}
