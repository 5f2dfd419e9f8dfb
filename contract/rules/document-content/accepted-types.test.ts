import { expect, it } from 'vitest';
import { agreedMediaType, looksLikePlainText, mediaTypeOfFile } from './accepted-types.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ['application/pdf', 'plan.pdf', 'application/pdf'],
  ['application/pdf', 'plan.doc', 'application/pdf'],
  ['application/pdf', 'plan', 'application/pdf'],
  ['application/x-cfb', 'brief.doc', 'application/msword'],
  ['application/x-cfb', 'LIJST.XLS', 'application/vnd.ms-excel'],
  ['application/x-cfb', 'brief.pdf', undefined],
  ['text/plain', 'lijst.csv', 'text/csv'],
  ['text/plain', 'lees mij', 'text/plain'],
  ['text/plain', 'lees.constructor', 'text/plain'],
  ['application/zip', 'plan.pdf', undefined],
  ['', 'plan.pdf', undefined],
  ['constructor', 'plan.pdf', undefined],
])('what is recognised as %j and named %j is called %j', (found, name, mediaType) => {
  expect(mediaTypeOfFile(found, name)).toBe(mediaType);
  if (mediaType !== undefined) expect(agreedMediaType(found, mediaType)).toBe(mediaType);
});

it('takes text for text, also when a character is cut at the end, and no page, drawing or program', () => {
  expect(looksLikePlainText(bytes('Één, twee.\r\n'), true)).toBe(true);
  expect(looksLikePlainText(bytes('é').subarray(0, 1), false)).toBe(true);
  expect(looksLikePlainText(bytes('é').subarray(0, 1), true)).toBe(false);
  for (const text of ['<!DOCTYPE html>', '  <svg>', '<script>', '<?xml version="1.0"?>', 'a\u0000b']) {
    expect(looksLikePlainText(bytes(text), true)).toBe(false);
  }
});
