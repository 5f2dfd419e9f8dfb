export * from './choose-texts.ts';
export * from './fill-text.ts';
