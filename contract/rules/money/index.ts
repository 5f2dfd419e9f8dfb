// The structured communication belongs to money as much as to identifiers: one door for who makes a payment.
export { makeOgm, parseOgm } from '../identifiers/index.ts';
export * from './epc-qr.ts';
export * from './sms.ts';
