import { findArticles } from '@onthaal/contract/rules/knowledge/index.ts';
import { useState } from 'react';
import { ListBoxItem, Text } from 'react-aria-components';
import { useText } from '../../i18n/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchList } from '../../ui/search-list.tsx';
import { ArticleView } from './article-view.tsx';
import { today, useKnowledge, useVisitorLanguage } from './use-knowledge.ts';

interface KnowledgeDialogProps {
  /** What the citizen asks about now: shown at once. */
  readonly productCode?: string | undefined;
  readonly onClose: () => void;
}

/** What the municipality knows of its products, by a word of it; of the question at the desk without a word. */
export function KnowledgeDialog({ productCode, onClose }: KnowledgeDialogProps) {
  const t = useText();
  const language = useVisitorLanguage();
  const { of, by, articles } = useKnowledge();
  const [typed, setTyped] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const found = findArticles(articles, typed, language, today());
  const chosen = articles.find(({ article }) => article.id === chosenId)?.article;
  const asked = productCode === undefined ? undefined : of(productCode, language);
  const shown = chosen === undefined ? asked : by(chosen);
  return (
    <Dialog isOpen size="wide" title={t('knowledge.title')} onClose={onClose}>
      <div className="knowledge-dialog">
        <div>
          <SearchList
            label={t('knowledge.search')}
            listLabel={t('knowledge.articles')}
            listClass="option-list knowledge-list"
            none={t('knowledge.none')}
            typed={typed}
            onType={setTyped}
            onChoose={setChosenId}
          >
            {found.map((article) => (
              <ListBoxItem key={article.id} id={article.id} textValue={article.name} className="option">
                <span className="option-text">
                  <Text slot="label">{article.name}</Text>
                  {article.data.language !== language && (
                    <Text slot="description" className="option-description">
                      {t.word('language', article.data.language)}
                    </Text>
                  )}
                </span>
              </ListBoxItem>
            ))}
          </SearchList>
        </div>
        <div aria-live="polite">
          {shown === undefined ? <p className="muted">{t('knowledge.choose')}</p> : <ArticleView knowledge={shown} />}
        </div>
      </div>
    </Dialog>
  );
}
