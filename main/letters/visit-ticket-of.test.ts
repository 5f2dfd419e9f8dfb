import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import type { VisitTicket } from '@onthaal/contract/letters/visit-ticket.ts';
import { describe, expect, it } from 'vitest';
import type { LetterWords } from './letter-words.ts';
import { visitTicketOf } from './visit-ticket-of.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'letter-templates');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const style = read('style.json') as LetterStyle;
const words = read('words/nl.json') as LetterWords;
const ticket = { visitId: 'visit-1', number: 'L1-4', reasons: ['Reispas'], arrivedAt: '2026-11-27T09:05:00.000Z' };

const linesOf = (more: Partial<VisitTicket>) => visitTicketOf(style, { ...ticket, ...more }, words).lines;

describe('the ticket of a visitor', () => {
  it('has the number large, the reason, who is before, the wait and the time in Brussels', () => {
    const made = visitTicketOf(style, { ...ticket, ahead: 3, wait: { from: 10, to: 15 } }, words);
    expect(made).toMatchObject({ heading: style.municipality, large: 'L1-4' });
    expect(made.lines).toEqual([
      'Reispas',
      '',
      'Er zijn nog 3 bezoekers voor u.',
      'U wacht ongeveer 10 tot 15 minuten.',
      'Binnengekomen op 27 november om 10:05',
      '',
      'Uw nummer wordt opgeroepen met het loket.',
    ]);
  });

  it('has the code of the page where one follows the visit, only where there is one', () => {
    const address = 'https://wachten.example/position/visit-1';
    const made = visitTicketOf(style, ticket, words, address);
    expect(made.qrCode).toBe(address);
    expect(made.lines.at(-1)).toBe('Volg uw plaats in de wachtrij: scan deze code.');
    expect(visitTicketOf(style, ticket, words).qrCode).toBeUndefined();
    expect(linesOf({}).join(' ')).not.toContain('scan');
  });

  it('says that nothing can be said yet, and no number that nobody knows', () => {
    expect(linesOf({}).join(' ')).toContain('kunnen we nog niet zeggen');
    expect(linesOf({}).join(' ')).not.toMatch(/bezoekers? voor u|[{}]/);
    expect(linesOf({ ahead: 0, wait: { from: 0, to: 1 } })).toContain('U bent bijna meteen aan de beurt.');
    expect(linesOf({ ahead: 1, wait: { from: 5, to: 5 } })).toContain('Er is nog 1 bezoeker voor u.');
  });
});
