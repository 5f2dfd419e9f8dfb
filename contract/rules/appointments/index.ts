export * from './appointment-minutes.ts';
