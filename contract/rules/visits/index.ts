export * from './questions.ts';
export * from './queue.ts';
export * from './reservations.ts';
export * from './visit-change.ts';
export * from './visit-states.ts';
