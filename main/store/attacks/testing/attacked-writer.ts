import { BroadcastChannel, parentPort } from 'node:worker_threads';
import { emptyLog } from '../../storage/checkpoints.ts';
import { runWriter } from '../../writer/run-writer.ts';
import { ATTACK_ORDERS, type AttackOrder } from './child-protocol.ts';

const PAUSE_MILLISECONDS = 2;
/** More than any test writes. */
const MOST_PAGES = 10_000_000;

/** Test entry: the writer worker as it is, with an ear for orders that no real one gets. */
if (parentPort === null) throw new Error('The writer runs as a worker');
const service = runWriter(parentPort);

function emptyLogs(): void {
  const file = service.store?.file;
  if (file !== undefined && !file.closed) emptyLog(file);
  setTimeout(emptyLogs, PAUSE_MILLISECONDS);
}

const orders = new BroadcastChannel(ATTACK_ORDERS);
orders.unref();
orders.onmessage = (event) => {
  const order = (event as { readonly data: AttackOrder }).data;
  const database = service.store?.file.database;
  if (order === 'checkpoints') emptyLogs();
  if (order === 'full') database?.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
  if (order === 'roomy') database?.pragma(`max_page_count = ${MOST_PAGES}`);
};
