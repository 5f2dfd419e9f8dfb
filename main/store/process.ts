import { controlPortOfElectron, type ElectronParentPort } from './service/message-port.ts';
import { StoreService } from './service/store-service.ts';

/** How long the last log line gets to reach the main process. */
const FLUSH_MILLISECONDS = 100;

/** Entry of the store process (an Electron utility process): speaks the control contract over its parent port. */
function run(): void {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ElectronParentPort };
  if (parentPort === undefined) throw new Error('The store runs as a utility process');
  const service = new StoreService(controlPortOfElectron(parentPort), () => {
    setTimeout(() => process.exit(1), FLUSH_MILLISECONDS);
  });
  process.on('uncaughtException', (error) => service.fail(error));
  process.on('unhandledRejection', (error) => service.fail(error));
  service.start();
}

run();
