export * from './decide.ts';
export * from './policy.ts';
export * from './policy-table.ts';
export * from './traces.ts';
export * from './visible-document.ts';
