export { deepEqual } from './deep-equal.ts';
export * from './merge-documents.ts';
export * from './merge-types.ts';
