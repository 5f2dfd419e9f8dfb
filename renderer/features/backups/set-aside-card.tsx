import type { BackupOverview, SetAsideRow } from '@onthaal/contract/store/backups.ts';
import { FileArchive, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { Tag } from '../../ui/tag.tsx';
import { sizeText } from './backup-words.ts';
import { setAsideWords } from './set-aside-words.ts';

interface RowProps {
  readonly row: SetAsideRow;
}

/** Says what goes, and whether something may still be in it; then asks. There is no way back, so nothing is the default. */
function RemoveDialog({ row, onClose }: RowProps & { readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const [run, { isPending }] = useCommand('removeSetAside');
  const size = sizeText(row.bytes, t, formats);
  const remove = async () => {
    const result = await run({ setAsideId: row.id });
    if (!result.ok) return;
    showDone(t('setAside.removed', { size }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('setAside.confirm.title')}
      confirmLabel={t('setAside.remove')}
      cancelLabel={t('setAside.confirm.keep')}
      isDanger
      isPending={isPending}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div className="stack">
        {setAsideWords(row, t).isUncertain && (
          <p>
            <strong>{t('setAside.confirm.first')}</strong>
          </p>
        )}
        <p>{t('setAside.confirm.text', { moment: formats.dayTime(row.at), size })}</p>
      </div>
    </ConfirmDialog>
  );
}

function Row({ row, onRemove }: RowProps & { readonly onRemove: (row: SetAsideRow) => void }) {
  const t = useText();
  const formats = useFormats();
  const moment = formats.dayTime(row.at);
  const { why, rescued, tone } = setAsideWords(row, t);
  return (
    <li className="line">
      <FileArchive className="line-icon" aria-hidden size={16} />
      <div className="line-text">
        <p className="line-title number">{moment}</p>
        <p className="line-meta">{`${why} · ${sizeText(row.bytes, t, formats)}`}</p>
      </div>
      <div className="line-end">
        <Tag tone={tone}>{rescued}</Tag>
        <Button
          size="small"
          icon={Trash2}
          aria-label={t('setAside.removeOf', { moment })}
          onPress={() => onRemove(row)}
        >
          {t('setAside.remove')}
        </Button>
      </div>
    </li>
  );
}

/** What was set aside on this desk: that it lies there, how large it is, what of it was rescued. Only a person removes it. */
export function SetAsideCard({ overview }: { readonly overview: BackupOverview | undefined }) {
  const t = useText();
  const [removing, setRemoving] = useState<SetAsideRow>();
  if (overview === undefined || overview.setAside.length === 0) return null;
  return (
    <Card title={t('setAside.title')} count={overview.setAside.length} isFlush>
      <p className="card-content muted">{t('setAside.subtitle')}</p>
      <ul className="lines">
        {overview.setAside.map((row) => (
          <Row key={row.id} row={row} onRemove={setRemoving} />
        ))}
      </ul>
      {removing && <RemoveDialog row={removing} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}
