export * from './day-end.ts';
export * from './figures.ts';
export * from './waiting.ts';
