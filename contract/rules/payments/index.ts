export * from './basket.ts';
export * from './day-totals.ts';
export * from './payment-states.ts';
export * from './refunds.ts';
export * from './two-desks.ts';
