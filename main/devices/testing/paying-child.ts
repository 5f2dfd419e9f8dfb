import { terminalRoom } from '../service/terminal-room.ts';

// Takes a payment at a terminal that waits for a card, until it is killed.
const [, , question = '{}'] = process.argv;
const { handlers } = terminalRoom({ log: () => undefined, tell: () => undefined });
await handlers['terminal:pay'](JSON.parse(question));
