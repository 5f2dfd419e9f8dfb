import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { Reference, ReferenceData, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { type OutlineLine, treeOutline } from '@onthaal/contract/rules/administration/index.ts';
import type { TreeAnswer } from '@onthaal/contract/rules/planner/index.ts';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import { TreeQuestions } from '../../planner/tree-questions.tsx';
import { LanguageChoice } from '../translations/language-choice.tsx';
import { ShownWords } from '../translations/shown-words.tsx';

type Tree = ReferenceData['decisionTree'];

function useAnswerWords(): (answer: TreeAnswer) => string {
  const t = useText();
  const products = useReferences('product');
  return ({ productCode, persons, mode }) => {
    const name = products.find(({ code }) => code === productCode)?.name;
    if (name === undefined) return t('administration.tree.nowhere');
    return [
      name,
      persons === undefined ? undefined : t('administration.tree.forPersons', { persons }),
      mode === undefined ? undefined : t.word('appointmentMode', mode),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}

function Lines({ lines, language }: { readonly lines: readonly OutlineLine[]; readonly language: Language }) {
  const t = useText();
  const wordsOf = useAnswerWords();
  return (
    <ul className="tree-lines">
      {lines.map(({ answer, question, goesTo }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may have the same words while they are written
        <li key={place}>
          <span className="tree-line-answer">
            <ShownWords words={{ name: answer.text, names: answer.names }} language={language} />
          </span>
          {question === undefined && <span className="tree-line-end">{wordsOf(answer)}</span>}
          {question !== undefined && goesTo !== undefined && (
            <span className="tree-line-end">
              {t(goesTo === 'before' ? 'administration.tree.circle' : 'administration.tree.drawn', {
                text: question.text,
              })}
            </span>
          )}
          {question !== undefined && goesTo === undefined && (
            <>
              <span className="tree-line-question">
                <ShownWords words={{ name: question.text, names: question.names }} language={language} />
              </span>
              <Lines lines={question.lines} language={language} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The whole tree at a glance: every answer under its question, down to the products. */
function TreeOutline({ tree, language }: { readonly tree: Tree; readonly language: Language }) {
  const outline = treeOutline(tree);
  if (outline === undefined) return null;
  return (
    <div className="tree-outline">
      <p className="tree-line-question">
        <ShownWords words={{ name: outline.text, names: outline.names }} language={language} />
      </p>
      <Lines lines={outline.lines} language={language} />
    </div>
  );
}

/** The tree as a clerk goes through it, and as a drawing. */
export function TreePreview({ name, data }: { readonly name: string; readonly data: Tree }) {
  const t = useText();
  const wordsOf = useAnswerWords();
  const [end, setEnd] = useState<TreeAnswer>();
  const [round, setRound] = useState(0);
  const [language, setLanguage] = useState<Language>('nl');
  const again = () => {
    setEnd(undefined);
    setRound(round + 1);
  };
  const fields: Omit<Reference, 'kind' | 'data'> = {
    ...{ id: 'preview', code: 'preview', name: name || '…', active: true },
    ...{ createdAt: '', updatedAt: '', updatedBy: { memberId: '', name: '' } },
  };
  const tree: ReferenceOf<'decisionTree'> = { ...fields, kind: 'decisionTree', data };
  return (
    <div className="stack">
      {end === undefined ? (
        <TreeQuestions key={round} trees={[tree]} onAnswer={setEnd} onClose={again} keepFocus />
      ) : (
        <div className="stack-small" role="status">
          <p>{t('administration.tree.endsAt', { product: wordsOf(end) })}</p>
          <Button size="small" onPress={again}>
            {t('administration.tree.again')}
          </Button>
        </div>
      )}
      <h3 className="planner-heading">{t('administration.tree.drawing')}</h3>
      <LanguageChoice value={language} onChange={setLanguage} />
      <p className="tree-line-question">
        <ShownWords words={{ name, names: data.names }} language={language} />
      </p>
      <TreeOutline tree={data} language={language} />
    </div>
  );
}
