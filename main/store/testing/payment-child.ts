import { v7 } from 'uuid';
import { LocalStore } from './local-store.ts';

// Begins two payments, sends one to a terminal, says so, and waits to be killed.
const store = await LocalStore.open(process.argv[2] ?? '');
const lines = [{ id: 'een', productCode: 'kopie-a4', name: 'Kopie A4', quantity: 1, unitCents: 25 }];

async function begin(): Promise<string> {
  const made = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Een',
    familyName: 'Mens',
    language: 'nl',
  });
  const id = v7();
  await store.run('beginPayment', { id, personId: made.written[0]?.documentId ?? '', lines, method: 'card' });
  return id;
}

const open = await begin();
const atTerminal = await begin();
const terminal = { kind: 'nexo', operationId: 'gedood' } as const;
await store.run('recordPaymentEvent', { paymentId: atTerminal, stepId: v7(), event: 'sentToTerminal', terminal });
process.send?.({ open, atTerminal });
setInterval(() => {}, 60_000);
