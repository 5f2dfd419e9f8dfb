export * from './account-number.ts';
export * from './enterprise-number.ts';
export * from './identifier-result.ts';
export * from './insz.ts';
export * from './payment-reference.ts';
export * from './register-codes.ts';
export * from './search-text.ts';
