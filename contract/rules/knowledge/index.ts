export * from './choose-article.ts';
export * from './product-facts.ts';
