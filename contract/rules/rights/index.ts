export * from './rights-hints.ts';
