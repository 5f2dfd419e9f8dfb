import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import {
  type EditableKind,
  isMadeHere,
  isOnlyWorded,
  isScheduleKind,
  isWithdrawnHere,
  type ReferenceProblem,
} from '@onthaal/contract/rules/administration/index.ts';
import { RotateCcw, Save, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ArticleForm, ArticlePreview } from './article-form.tsx';
import { HintForm } from './hint-form.tsx';
import { problemWords } from './problem-words.ts';
import { ProductForm, ProductPreview } from './product-form.tsx';
import { HitsDialog } from './schedule/hits-dialog.tsx';
import { ScheduleForm } from './schedule/schedule-form.tsx';
import { TextForm, TextPreview } from './text-form.tsx';
import { TreeForm } from './tree/tree-form.tsx';
import { TreePreview } from './tree/tree-preview.tsx';
import { useHasLine } from './use-administration.ts';
import { useEditor } from './use-editor.ts';

interface EditorProps {
  readonly kind: EditableKind;
  readonly id: string;
  /** Absent: a new one. */
  readonly row: Reference | undefined;
}

type Editor = ReturnType<typeof useEditor<EditableKind>>;

function Fields({ kind, editor }: { readonly kind: EditableKind; readonly editor: Editor }): ReactNode {
  const t = useText();
  const { values, set, problems } = editor;
  const errorAt = (where: string) => {
    const problem = problems.find((one) => one.where === where);
    return problem === undefined ? undefined : problemWords(t, problem);
  };
  const change = (changes: object) => set({ data: { ...values.data, ...changes } });
  const props = { set: change, errorAt };
  if (isScheduleKind(kind)) return <ScheduleForm {...props} kind={kind} data={values.data} />;
  if (kind === 'standardText') return <TextForm {...props} data={values.data as ReferenceData['standardText']} />;
  if (kind === 'knowledgeArticle') {
    return <ArticleForm {...props} data={values.data as ReferenceData['knowledgeArticle']} />;
  }
  if (kind === 'product')
    return <ProductForm {...props} name={values.name} data={values.data as ReferenceData['product']} />;
  if (kind === 'rightsHint') return <HintForm {...props} data={values.data as ReferenceData['rightsHint']} />;
  return <TreeForm {...props} name={values.name} data={values.data as ReferenceData['decisionTree']} />;
}

function Preview({ kind, editor: { values } }: { readonly kind: EditableKind; readonly editor: Editor }): ReactNode {
  const t = useText();
  const { name } = values;
  if (isScheduleKind(kind)) return <p className="muted">{t('schedule.previewHelp')}</p>;
  if (kind === 'standardText') return <TextPreview data={values.data as ReferenceData['standardText']} />;
  if (kind === 'knowledgeArticle') {
    return <ArticlePreview name={name} data={values.data as ReferenceData['knowledgeArticle']} />;
  }
  if (kind === 'product') return <ProductPreview name={name} data={values.data as ReferenceData['product']} />;
  if (kind === 'decisionTree') return <TreePreview name={name} data={values.data as ReferenceData['decisionTree']} />;
  return (
    <div className="stack-small">
      <p>
        <strong>{name}</strong>
      </p>
      <p className="prose">{(values.data as ReferenceData['rightsHint']).explanation}</p>
    </div>
  );
}

/** All that is wrong at once, in sentences: of a tree with the question where it is. */
function Problems({ kind, editor }: { readonly kind: EditableKind; readonly editor: Editor }): ReactNode {
  const t = useText();
  const { problems, values } = editor;
  if (problems.length === 0) return null;
  const questions = kind === 'decisionTree' ? (values.data as ReferenceData['decisionTree']).questions : [];
  const words = (problem: ReferenceProblem) => {
    const place = questions.findIndex(({ id }) => id === problem.where);
    const text = questions[place]?.text.trim() || t('administration.tree.question', { number: place + 1 });
    return problemWords(t, problem, place < 0 ? undefined : text);
  };
  return (
    <Banner tone="danger" live="alert" title={t('administration.notRight', { count: problems.length })}>
      <ul>
        {[...new Set(problems.map(words))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Banner>
  );
}

function Notes({ row, editor }: { readonly row: Reference | undefined; readonly editor: Editor }): ReactNode {
  const t = useText();
  const hasLine = useHasLine();
  return (
    <>
      {!hasLine && (
        <Banner tone="caution" live="status" title={t('administration.noLine')}>
          {t('administration.noLineNext')}
        </Banner>
      )}
      {editor.isBehind && row !== undefined && (
        <Banner
          tone="caution"
          live="alert"
          title={t('administration.behind', { who: row.updatedBy.name })}
          actions={
            <>
              <Button size="small" onPress={editor.drop}>
                {t('administration.takeTheirs')}
              </Button>
              <Button size="small" onPress={editor.goOn}>
                {t('administration.goOn')}
              </Button>
            </>
          }
        >
          {t('administration.behindNext')}
        </Banner>
      )}
      {editor.error && <ErrorMessage error={editor.error} />}
      {row !== undefined && !row.active && <Banner tone="information" title={t('administration.isWithdrawn')} />}
    </>
  );
}

function Actions({ kind, row, editor }: Pick<EditorProps, 'kind' | 'row'> & { readonly editor: Editor }): ReactNode {
  const t = useText();
  const mayWithdraw = !isOnlyWorded(kind) && (!isScheduleKind(kind) || isWithdrawnHere(kind));
  return (
    <div className="row">
      <Button
        variant="primary"
        icon={Save}
        keyAction="save"
        isPending={editor.isPending}
        isDisabled={editor.isBehind}
        onPress={() => void editor.save()}
      >
        {t(row?.active === false ? 'administration.saveAndPutBack' : 'administration.save')}
      </Button>
      {editor.mayForget && (
        <Button icon={RotateCcw} onPress={editor.drop}>
          {t('administration.forget')}
        </Button>
      )}
      {row?.active === true && mayWithdraw && (
        <Button
          variant="quiet"
          icon={Trash2}
          isDisabled={editor.isPending}
          onPress={() => void editor.setActive(false)}
        >
          {t('administration.withdraw')}
        </Button>
      )}
      <span role="status" className="muted">
        {editor.isComing ? t('administration.coming') : ''}
      </span>
    </div>
  );
}

function previewTitle(kind: EditableKind): MessageKey {
  if (kind === 'product') return 'administration.product.preview';
  return isScheduleKind(kind) ? 'schedule.preview' : 'administration.preview';
}

/** A row of reference data as a form, with what clerks will see of it. Give it the id of the row as its key. */
export function ReferenceEditor({ kind, id, row }: EditorProps) {
  const t = useText();
  const editor = useEditor<EditableKind>(kind, id, row);
  const isNamed = !isScheduleKind(kind) || isMadeHere(kind);
  const nameProblem = editor.problems.find(({ where }) => where === 'name');
  return (
    <div className="administration-editor">
      <Card title={row?.name ?? t(`administration.kind.${kind}`)}>
        <form className="stack" onSubmit={(event) => event.preventDefault()}>
          <Notes row={row} editor={editor} />
          <Problems kind={kind} editor={editor} />
          <TextField
            label={t(`administration.name.${kind}`)}
            isRequired
            isReadOnly={!isNamed}
            autoFocus
            value={editor.values.name}
            onChange={(name) => editor.set({ name })}
            maxLength={200}
            error={nameProblem && problemWords(t, nameProblem)}
          />
          <Fields kind={kind} editor={editor} />
          <Actions kind={kind} row={row} editor={editor} />
        </form>
      </Card>
      <Card title={t(previewTitle(kind))}>
        <Preview kind={kind} editor={editor} />
      </Card>
      {editor.hits && <HitsDialog {...editor.hits} />}
    </div>
  );
}
