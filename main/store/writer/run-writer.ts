import type { MessagePort } from 'node:worker_threads';
import { WriterService } from './writer-service.ts';

/** Serves a port from this thread. An error that cannot be survived ends the thread, and with it the store process. */
export function runWriter(port: MessagePort): WriterService {
  const service = new WriterService(port);
  const onUncaught = (error: unknown) => {
    // In a worker this ends the thread; what was posted before still arrives.
    if (!service.survives(error)) process.exit(1);
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  service.start();
  // The first fetch of a thread loads its whole machinery (130 ms): now, while nobody waits, not when a user's file is opened.
  setImmediate(() => void fetch('data:,').catch(() => undefined));
  return service;
}
