export * from './choose-channel.ts';
export * from './quiet-hours.ts';
export * from './what-to-tell.ts';
