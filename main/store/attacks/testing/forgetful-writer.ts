import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { runWriter } from '../../writer/run-writer.ts';

/**
 * Test entry: a writer worker with the bug that power cuts are made to find. It does not wait for the disk, as a store does in
 * which somebody chose a lesser thoroughness of SQLite because it is faster.
 */
if (parentPort === null) throw new Error('The writer runs as a worker');

const { pragma } = Database.prototype;
Database.prototype.pragma = function (source: string, options?: object) {
  return pragma.call(this, source.replace('synchronous = FULL', 'synchronous = NORMAL'), options);
};
runWriter(parentPort);
