import type { Note } from '@onthaal/contract/entities/building-blocks.ts';
import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useDraft } from '../../interaction/use-draft.ts';
import { useFormErrors } from '../../interaction/use-form-errors.ts';
import { useSaySaved } from '../../sync-pill/use-say-saved.ts';
import { WritingArea } from '../../texts/writing-area.tsx';
import { useShowMore } from './show-more.tsx';
import './record-lists.css';

interface NotesCardProps {
  readonly collection: 'persons' | 'dossiers';
  readonly documentId: string;
  readonly notes: readonly Note[];
  /** Of the dossier. */
  readonly applicantId?: string | undefined;
}

const empty = { text: '' };

function NoteForm({
  collection,
  documentId,
  applicantId,
  onDone,
}: Omit<NotesCardProps, 'notes'> & { readonly onDone: () => void }) {
  const t = useText();
  const [run, { isPending }] = useCommand('addNote');
  const saySaved = useSaySaved();
  const draft = useDraft(`note:${documentId}`, empty);
  const text = draft.values.text.trim();
  const { errors, form, attempt } = useFormErrors(text ? {} : { text: t('field.required') });
  const save = async () => {
    if (!attempt()) return;
    const result = await run({ collection, documentId, text });
    if (!result.ok) return;
    draft.drop();
    saySaved();
    onDone();
  };
  return (
    <form ref={form} className="card-form stack-small" onSubmit={(event) => event.preventDefault()}>
      <WritingArea
        subject={collection === 'persons' ? { personId: documentId } : { personId: applicantId, dossierId: documentId }}
        label={t('dossier.note.new')}
        autoFocus
        value={draft.values.text}
        onChange={(value) => draft.set({ text: value })}
        error={errors.text}
        maxLength={20_000}
        rows={3}
      />
      <div className="row">
        <Button variant="primary" size="small" keyAction="save" isPending={isPending} onPress={save}>
          {t('dossier.note.save')}
        </Button>
        <Button size="small" keyAction="close" onPress={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Notes, newest first, with a place to add one. */
export function NotesCard({ collection, documentId, applicantId, notes }: NotesCardProps) {
  const t = useText();
  const formats = useFormats();
  const [isWriting, setWriting] = useState(false);
  const newestFirst = [...notes].sort((one, other) => other.at.localeCompare(one.at));
  const [shown, more] = useShowMore(newestFirst, 4);
  return (
    <Card
      title={t('dossier.notes')}
      count={notes.length}
      isFlush
      actions={
        !isWriting && (
          <Button size="small" icon={NotebookPen} keyAction="addNote" onPress={() => setWriting(true)}>
            {t('dossier.note.add')}
          </Button>
        )
      }
    >
      {isWriting && (
        <NoteForm
          collection={collection}
          documentId={documentId}
          applicantId={applicantId}
          onDone={() => setWriting(false)}
        />
      )}
      {notes.length === 0 && !isWriting && <EmptyState isCompact title={t('dossier.noNotes')} />}
      <ul className="lines">
        {shown.map((note) => (
          <li key={note.id} className="line">
            <div className="line-text">
              <p className="prose">{note.text}</p>
              <p className="line-meta">{`${formats.dayTime(note.at)} · ${note.by.name}`}</p>
            </div>
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}
