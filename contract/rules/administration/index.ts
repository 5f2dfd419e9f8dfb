export * from './reference-problems.ts';
export * from './schedule-problems.ts';
export * from './tree-outline.ts';
