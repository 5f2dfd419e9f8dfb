export { foldText } from './fold-text.ts';
export * from './highlight.ts';
export * from './tokens.ts';
