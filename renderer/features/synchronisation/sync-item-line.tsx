import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { Copy, ExternalLink, Pencil, RotateCw, Split, Trash2 } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useConflictListQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { useCopyText } from '../dossier/use-copy-text.ts';
import { ageText, ownWords, syncItemSentence, syncItemText } from './sync-item-words.ts';
import { SyncStateBadge } from './sync-state-badge.tsx';
import { useOpenRecord } from './use-open-record.ts';
import { useValueWords } from './use-value-words.ts';

export interface SyncItemLineProps {
  readonly item: SyncItem;
  readonly now: Date;
  readonly onCorrect: (item: SyncItem) => void;
  readonly onDiscard: (item: SyncItem) => void;
}

/** Nothing is wrong with what was written when only the access to it is gone: no red. */
function classOf({ state, error }: SyncItem): string {
  if (error?.code === 'ACCESS_LOST' && state === 'rejected') return 'sync-kept';
  return state === 'rejected' ? 'sync-error' : 'muted';
}

function ErrorWords({ item }: { readonly item: SyncItem }) {
  const t = useText();
  if (!item.error) return null;
  const { code, details } = item.error;
  return (
    <p className={classOf(item)}>
      <strong>{t(`error.${code}.text`, details)}</strong>
      {item.state !== 'discarded' && ` ${t(`error.${code}.next`, details)}`}
    </p>
  );
}

function ConflictButton({ item }: { readonly item: SyncItem }) {
  const t = useText();
  const navigate = useNavigate();
  const { data: conflicts = [] } = useConflictListQuery({});
  const conflict = conflicts.find((candidate) => candidate.documentId === item.documentId);
  const open = () => navigate.open(conflict ? { name: 'conflict', conflictId: conflict.id } : { name: 'conflicts' });
  return (
    <Button size="small" variant="primary" icon={Split} onPress={open}>
      {t('synchronisation.decide')}
    </Button>
  );
}

function Actions({ item, onCorrect, onDiscard }: SyncItemLineProps) {
  const t = useText();
  const open = useOpenRecord(item);
  const copy = useCopyText();
  const words = useValueWords()(item.collection);
  const [retry, { isPending }] = useCommand('retrySyncItem');
  const isRejected = item.state === 'rejected';
  // Whose access is gone cannot correct or send it again; the words can be taken along.
  const canRetry = isRejected && item.error?.code !== 'ACCESS_LOST';
  const again = () =>
    void retry({ operationId: item.operationId }).then((result) => result.ok && showDone(t('synchronisation.again')));
  return (
    <>
      {item.state === 'conflict' && <ConflictButton item={item} />}
      {canRetry && (
        <Button size="small" variant="primary" icon={Pencil} onPress={() => onCorrect(item)}>
          {t('synchronisation.correct')}
        </Button>
      )}
      {canRetry && (
        <Button size="small" icon={RotateCw} isPending={isPending} onPress={again}>
          {t('action.tryAgain')}
        </Button>
      )}
      {open && (canRetry || !isRejected) && (
        <Button size="small" variant="quiet" icon={ExternalLink} onPress={open}>
          {t('synchronisation.open')}
        </Button>
      )}
      <Button
        size="small"
        variant={isRejected && !canRetry ? 'primary' : 'quiet'}
        icon={Copy}
        onPress={() => copy(syncItemText(item, words))}
      >
        {t('synchronisation.copy')}
      </Button>
      {isRejected && (
        <Button size="small" variant="quiet" icon={Trash2} onPress={() => onDiscard(item)}>
          {t('synchronisation.discard')}
        </Button>
      )}
    </>
  );
}

/** One piece of work on its way: what, about whom, where it stands, how old, what is wrong and what to do. */
export function SyncItemLine(props: SyncItemLineProps) {
  const t = useText();
  const formats = useFormats();
  const { item, now } = props;
  const words = useValueWords()(item.collection);
  const at = (item.state === 'accepted' ? item.acceptedAt : item.discardedAt) ?? item.queuedAt;
  const isOfferedAgain = item.acceptedAt !== undefined && (item.state === 'local' || item.state === 'sending');
  const again = isOfferedAgain ? t('synchronisation.offeredAgain') : '';
  const attempts = item.attempts > 1 ? t('synchronisation.attempts', { count: item.attempts }) : '';
  const facts = [ageText(at, now, t, formats), again, attempts].filter(Boolean).join(' · ');
  const asks = item.state === 'rejected' || item.state === 'conflict';
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">{syncItemSentence(item, words)}</p>
        <p className="line-meta">
          <span className="sync-about">{item.title}</span> · {facts}
        </p>
        <ErrorWords item={item} />
        {item.error?.code === 'ACCESS_LOST' && <blockquote className="sync-words">{ownWords(item, words)}</blockquote>}
        {asks && (
          <div className="row sync-actions">
            <Actions {...props} />
          </div>
        )}
      </div>
      <div className="sync-end">
        {!asks && <Actions {...props} />}
        <SyncStateBadge item={item} />
      </div>
    </li>
  );
}
