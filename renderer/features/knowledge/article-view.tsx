import { daysBetween } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProductFacts } from './product-facts.tsx';
import { type Knowledge, today } from './use-knowledge.ts';
import './knowledge.css';

/** After a year somebody should look again whether it is still so. */
const oldAfterDays = 365;

/** All that is known of a product: the facts, the article, and when somebody last looked whether it is still true. */
export function ArticleView({ knowledge: { facts, article } }: { readonly knowledge: Knowledge }) {
  const t = useText();
  const formats = useFormats();
  const reviewedOn = article?.data.reviewedOn;
  const isOld = reviewedOn !== undefined && daysBetween(reviewedOn, today()) > oldAfterDays;
  return (
    <article className="stack" aria-label={facts.name}>
      <header>
        <h3 className="knowledge-title">{facts.name}</h3>
        <p className="muted">{facts.theme}</p>
      </header>
      <ProductFacts facts={facts} />
      {article === undefined ? (
        <p className="muted">{t('knowledge.noArticle')}</p>
      ) : (
        <div lang={article.data.language} className="prose">
          {article.data.body}
        </div>
      )}
      {reviewedOn !== undefined && (
        <p className="muted">
          {t(isOld ? 'knowledge.reviewedLongAgo' : 'knowledge.reviewed', { day: formats.day(reviewedOn) })}
        </p>
      )}
    </article>
  );
}
