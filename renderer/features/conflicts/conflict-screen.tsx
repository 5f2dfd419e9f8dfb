import type { ConflictDetail } from '@onthaal/contract/store/sync.ts';
import { skipToken } from '@reduxjs/toolkit/query/react';
import { ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { readError, useConflictDetailQuery, useDossierCardQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { inSentence } from './in-sentence.ts';
import '../dossier/dossier-screen.css';
import { useDraft } from '../interaction/use-draft.ts';
import { useFormErrors } from '../interaction/use-form-errors.ts';
import { questionsOf } from '../new-dossier/questions/questions.ts';
import { useSaySaved } from '../sync-pill/use-say-saved.ts';
import { useValueWords } from '../synchronisation/use-value-words.ts';
import { ClashChoice, type Side } from './clash-choice.tsx';
import './conflict-screen.css';
import { fieldLabel, notChosenText } from './field-values.ts';

interface Choices {
  readonly choices: Readonly<Record<string, Side>>;
  readonly keepOther: boolean;
}

/** Fields that change with every write: no news to a person. */
const selfChanging = ['history', 'updatedAt', 'updatedBy', 'createdAt', 'statusSince', 'lastContactAt'];
const undecided: Choices = { choices: {}, keepOther: true };

function useConflictWords(conflict: ConflictDetail) {
  const { data: card } = useDossierCardQuery(
    conflict.collection === 'dossiers' ? { dossierId: conflict.documentId } : skipToken,
  );
  const questions = useMemo(() => questionsOf(card?.type.data.questionSchema), [card]);
  return useValueWords(questions)(conflict.collection);
}

/** Saves the choices; the document's card takes the place of this screen. */
function useResolve(conflict: ConflictDetail, words: ReturnType<typeof useConflictWords>) {
  const t = useText();
  const navigate = useNavigate();
  const draft = useDraft(`conflict:${conflict.id}`, undecided);
  const [run, { isPending }] = useCommand('resolveConflict');
  const saySaved = useSaySaved();
  const open = conflict.clashes.filter(({ path }) => draft.values.choices[path] === undefined);
  const errors = Object.fromEntries(open.map(({ path }) => [path, t('conflicts.pick')]));
  const form = useFormErrors(errors);
  const save = async () => {
    if (!form.attempt()) return;
    const { choices, keepOther } = draft.values;
    const result = await run({
      conflictId: conflict.id,
      choices: { ...choices },
      keepOtherAsNote: keepOther,
      noteText: notChosenText(conflict, choices, words),
    });
    if (!result.ok) return;
    draft.drop();
    saySaved(t('conflicts.saved'));
    const { collection, documentId } = conflict;
    if (collection === 'dossiers') navigate.replace({ name: 'dossier', dossierId: documentId });
    else if (collection === 'persons')
      navigate.replace({ name: 'person', personId: documentId, purpose: 'correction' });
    else navigate.replace({ name: 'conflicts' });
  };
  return { draft, save, isPending, ...form };
}

function MergedFields({ conflict, words }: { conflict: ConflictDetail; words: ReturnType<typeof useConflictWords> }) {
  const t = useText();
  const formats = useFormats();
  const told = conflict.mergedFields.filter((path) => !selfChanging.includes(path));
  if (told.length === 0) return null;
  const names = [...new Set(told.map((path) => inSentence(fieldLabel(path, words), t)))];
  return <p className="muted">{t('conflicts.merged', { fields: formats.list(names) })}</p>;
}

function ConflictForm({ conflict }: { readonly conflict: ConflictDetail }) {
  const t = useText();
  const words = useConflictWords(conflict);
  const { draft, save, isPending, errors, form } = useResolve(conflict, words);
  const { choices, keepOther } = draft.values;
  return (
    <form ref={form} className="stack" onSubmit={(event) => event.preventDefault()}>
      {conflict.clashes.map((clash) => (
        <ClashChoice
          key={clash.path}
          clash={clash}
          conflict={conflict}
          words={words}
          value={choices[clash.path] ?? ''}
          error={errors[clash.path]}
          onChange={(side) => draft.set({ choices: { ...choices, [clash.path]: side } })}
        />
      ))}
      <MergedFields conflict={conflict} words={words} />
      <CheckboxField
        label={t('conflicts.keepOther')}
        help={t('conflicts.keepOtherHelp')}
        value={keepOther}
        onChange={(keep) => draft.set({ keepOther: keep })}
      />
      <div className="row">
        <Button variant="primary" keyAction="save" isPending={isPending} onPress={() => void save()}>
          {t('conflicts.save')}
        </Button>
      </div>
    </form>
  );
}

function OpenRecord({ conflict }: { readonly conflict: ConflictDetail }) {
  const t = useText();
  const navigate = useNavigate();
  const { collection, documentId } = conflict;
  if (collection !== 'dossiers' && collection !== 'persons') return null;
  const open = () =>
    navigate.open(
      collection === 'dossiers'
        ? { name: 'dossier', dossierId: documentId }
        : { name: 'person', personId: documentId, purpose: 'correction' },
    );
  return (
    <Button icon={ExternalLink} onPress={open}>
      {t('conflicts.openRecord')}
    </Button>
  );
}

/** Two versions of one record: the clerk chooses per field, and loses neither. */
export function ConflictScreen({ route }: { readonly route: RouteOf<'conflict'> }) {
  const t = useText();
  const { data: conflict, error, refetch } = useConflictDetailQuery({ conflictId: route.conflictId });
  const found = readError(error);
  if (!conflict) {
    return (
      <Screen title={t('screen.conflict')}>
        {found ? <ErrorMessage error={found} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
      </Screen>
    );
  }
  return (
    <Screen
      eyebrow={`${t.word('collection', conflict.collection)} · ${conflict.title}`}
      title={t('conflicts.title')}
      subtitle={t('conflicts.explain', { name: conflict.theirName, count: conflict.clashes.length })}
      actions={<OpenRecord conflict={conflict} />}
    >
      <ConflictForm conflict={conflict} />
    </Screen>
  );
}
