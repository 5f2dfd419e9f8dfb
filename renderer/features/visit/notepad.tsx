import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { keyDefinition } from '../../keys/key-table.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { WritingArea } from '../texts/writing-area.tsx';
import { keepNotes, noteTyped, unkeptNote } from './notepad-keeper.ts';

type Kept = { readonly at: string } | 'typing' | 'failed';

/** The text of the notepad, kept at every pause. What is typed here goes before what comes from elsewhere. */
function useNotepad({ id, draft, keptAt }: OpenVisit) {
  const dispatch = useAppDispatch();
  const [text, setText] = useState(() => unkeptNote(id) ?? draft);
  const [kept, setKept] = useState<Kept>({ at: keptAt });
  // The text of the store from which typing went on: what another computer writes meanwhile is not written over.
  const base = useRef(draft);
  const show = useCallback(
    (next: string) => {
      if (unkeptNote(id) !== undefined) return;
      base.current = next;
      setText(next);
    },
    [id],
  );
  useEffect(() => show(draft), [draft, show]);
  useEffect(
    () => () => {
      void keepNotes();
    },
    [],
  );
  const write = async (next: string) => {
    const { ok } = await dispatch(runCommand('keepVisit', { visitId: id, draft: next, draftBase: base.current }));
    if (ok) base.current = next;
    setKept(ok ? { at: new Date().toISOString() } : 'failed');
    return ok;
  };
  const type = (next: string) => {
    setText(next);
    setKept('typing');
    noteTyped(id, next, write);
  };
  return { text, kept, type };
}

function useKeptWords(kept: Kept, isEmpty: boolean): string {
  const t = useText();
  const formats = useFormats();
  if (kept === 'typing') return t('visit.typing');
  if (kept === 'failed') return t('visit.notKept');
  return isEmpty ? t('visit.notepadHelp') : t('visit.kept', { time: formats.time(kept.at) });
}

/** The notepad of a visit: always there, and kept by itself. Give it the id of the visit as its key. */
export function Notepad({ visit, takesFocus }: { readonly visit: OpenVisit; readonly takesFocus: () => boolean }) {
  const t = useText();
  const { text, kept, type } = useNotepad(visit);
  const box = useRef<HTMLDivElement>(null);
  const focus = () => box.current?.querySelector('textarea')?.focus();
  useKeyAction('notepad', focus);
  useLayoutEffect(() => {
    if (takesFocus()) box.current?.querySelector('textarea')?.focus();
  }, [takesFocus]);
  return (
    <div ref={box} className="visit-notepad">
      <WritingArea
        subject={{ personId: visit.personId }}
        keyYields
        label={t('visit.notepad')}
        help={useKeptWords(kept, text === '')}
        isRequired={false}
        value={text}
        onChange={type}
        maxLength={20_000}
        rows={8}
      />
      <Kbd keys={keyDefinition('notepad').keys[0] ?? ''} />
    </div>
  );
}
