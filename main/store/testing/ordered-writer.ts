import { BroadcastChannel, parentPort } from 'node:worker_threads';
import { tableOf } from '../reads/read-context.ts';
import { runWriter } from '../writer/run-writer.ts';
import { ORDERS, type WriterOrder } from './writer-orders.ts';

/** Test entry: the writer worker, with an ear for orders that no real one gets. */
if (parentPort === null) throw new Error('The writer runs as a worker');
const service = runWriter(parentPort);

/** Writes copies of a person and, before the commit, stands still until the gate opens. */
function hold({ personId, copies, gate }: Extract<WriterOrder, { kind: 'hold' }>): void {
  const file = service.store?.file;
  if (file === undefined) throw new Error('No store is open');
  const table = tableOf('persons');
  file.transaction(() => {
    const columns = file.rows<{ name: string }>('SELECT name FROM pragma_table_info(?)', table);
    const copied = columns.map(({ name }) => {
      if (name === 'id') return "id || '-' || number.value";
      return name === 'data' ? "json_set(data, '$.id', id || '-' || number.value)" : `"${name}"`;
    });
    const names = columns.map(({ name }) => `"${name}"`);
    file.database
      .prepare(
        `WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < ?)
           INSERT INTO ${table} (${names.join(', ')}) SELECT ${copied.join(', ')} FROM ${table}, number WHERE id = ?`,
      )
      .run(copies, personId);
    const state = new Int32Array(gate);
    Atomics.store(state, 0, 1);
    // Marked when nobody opened the gate, so that the test cannot take a writer that went on for one that stood still.
    if (Atomics.wait(state, 0, 1, 30_000) === 'timed-out') Atomics.store(state, 0, 3);
  });
}

new BroadcastChannel(ORDERS).onmessage = (event) => {
  const order = (event as { readonly data: WriterOrder }).data;
  if (order.kind === 'hold') hold(order);
  else throw new Error('A bug');
};
