import { type Language, languages } from '../../entities/building-blocks.ts';
import type { ReferenceOf } from '../../entities/reference.ts';
import { foldText } from '../search/index.ts';

export type KnowledgeArticle = ReferenceOf<'knowledgeArticle'>;

/** Whether something holds on a day; without days it always does. */
export function holdsOn(
  { validFrom, validUntil }: { readonly validFrom?: string | undefined; readonly validUntil?: string | undefined },
  day: string,
): boolean {
  return (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day <= validUntil);
}

const orderFor = (language: Language): readonly string[] => [
  language,
  ...languages.filter((other) => other !== language),
];

/**
 * The article about a product that holds on a day: the one in the citizen's language, else Dutch, else another. Of two in one language
 * the one that holds since the latest day.
 */
export function articleAbout(
  articles: readonly KnowledgeArticle[],
  productCode: string,
  language: Language,
  day: string,
): KnowledgeArticle | undefined {
  const order = orderFor(language);
  const rank = ({ data }: KnowledgeArticle) => {
    const place = order.indexOf(data.language);
    return place < 0 ? order.length : place;
  };
  return articles
    .filter(({ data }) => data.productCodes.includes(productCode) && holdsOn(data, day))
    .sort(
      (one, other) => rank(one) - rank(other) || (other.data.validFrom ?? '').localeCompare(one.data.validFrom ?? ''),
    )[0];
}

/** What can be found in an article and what it is about. */
export interface ArticleToFind {
  readonly article: KnowledgeArticle;
  /** Names and themes of its products. */
  readonly about: readonly string[];
}

/** The articles that hold on a day and in which every typed word stands, those in the citizen's language first, then by name. */
export function findArticles(
  articles: readonly ArticleToFind[],
  typed: string,
  language: Language,
  day: string,
): readonly KnowledgeArticle[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  const order = orderFor(language);
  return articles
    .filter(({ article, about }) => {
      if (!holdsOn(article.data, day)) return false;
      const all = foldText([article.name, article.data.body, article.data.form ?? '', ...about].join(' '));
      return words.every((word) => all.includes(word));
    })
    .map(({ article }) => article)
    .sort(
      (one, other) =>
        order.indexOf(one.data.language) - order.indexOf(other.data.language) ||
        one.name.localeCompare(other.name, 'nl'),
    );
}
