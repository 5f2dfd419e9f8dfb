export * from './handover.ts';
