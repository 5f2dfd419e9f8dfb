export * from './check-answers.ts';
export * from './check-document.ts';
export * from './check-identifier.ts';
