export * from './choose-channel.ts';
export * from './on-paper.ts';
export * from './permission.ts';
export * from './quiet-hours.ts';
export * from './reminder-moment.ts';
export * from './what-to-tell.ts';
export * from './who-to-call.ts';
