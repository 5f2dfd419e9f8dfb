export * from './check-in.ts';
export * from './expected-wait.ts';
export * from './questions.ts';
export * from './queue.ts';
export * from './reservations.ts';
export * from './service-times.ts';
export * from './visit-change.ts';
export * from './visit-states.ts';
