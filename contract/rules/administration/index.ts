export * from './reference-problems.ts';
export * from './schedule-problems.ts';
export * from './translations.ts';
export * from './tree-outline.ts';
