import { terminalRoom } from '../service/terminal-room.ts';

// Takes a payment at a terminal that waits for a card, until it is killed.
const [, , url = '', payment = '{}'] = process.argv;
const { handlers } = terminalRoom({ log: () => undefined });
const terminal = { kind: 'nexo', url, saleId: 'LOKET-1', terminalId: 'SIM-400' } as const;
await handlers['terminal:pay']({ terminal, payment: JSON.parse(payment) });
