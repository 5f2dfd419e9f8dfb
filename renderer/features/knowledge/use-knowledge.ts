import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import {
  type ArticleToFind,
  articleAbout,
  type KnowledgeArticle,
  type ProductFacts,
  productFacts,
} from '@onthaal/contract/rules/knowledge/index.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { useMemo } from 'react';
import { usePersonSummaryQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useReferences } from '../dossier/use-references.ts';
import { currentOf, useOpenVisits } from '../visit/use-open-visits.ts';

/** What is known of a product, with the article about it when there is one. */
export interface Knowledge {
  readonly code: string;
  readonly facts: ProductFacts;
  readonly article?: KnowledgeArticle | undefined;
}

/** Today in Brussels. */
export function today(): string {
  return dayOf(new Date());
}

/** The language of who is at this desk; Dutch while that is not known. */
export function useVisitorLanguage(): Language {
  const personId = currentOf(useOpenVisits())?.personId;
  const { data } = usePersonSummaryQuery(personId === undefined ? skipToken : { personId });
  return (data?.person.id === personId ? data?.person.language : undefined) ?? 'nl';
}

/** Everything that the desk knows of products: by code, and the articles with what they can be found by. Without a line too. */
export function useKnowledge(): {
  readonly of: (code: string, language: Language) => Knowledge | undefined;
  readonly by: (article: KnowledgeArticle) => Knowledge | undefined;
  readonly articles: readonly ArticleToFind[];
} {
  const products = useReferences('product');
  const dossierTypes = useReferences('dossierType');
  const prices = useReferences('price');
  const articles = useReferences('knowledgeArticle');
  return useMemo(() => {
    const sources = { products, dossierTypes, prices };
    const knowledge = (code: string, article?: KnowledgeArticle): Knowledge | undefined => {
      const facts = productFacts(sources, code, article);
      return facts === undefined ? undefined : { code, facts, article };
    };
    return {
      of: (code, language) => knowledge(code, articleAbout(articles, code, language, today())),
      by: (article) => {
        const known = article.data.productCodes.map((code) => knowledge(code, article));
        return known.find((one) => one !== undefined);
      },
      articles: articles.map((article) => ({
        article,
        about: article.data.productCodes.flatMap((code) => {
          const facts = productFacts(sources, code);
          return facts === undefined ? [] : [facts.name, facts.theme];
        }),
      })),
    };
  }, [products, dossierTypes, prices, articles]);
}
