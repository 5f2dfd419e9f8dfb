import { writeSync } from 'node:fs';
import { LocalStore } from './local-store.ts';

/**
 * Test entry: opens a store and kills itself, as kill -9 does, at a step of the recovery. Arguments: folder, step. Prints what
 * came of the opening when the step never comes.
 */
const [, , folder = '', wanted = ''] = process.argv;
const opened = await LocalStore.tryOpen(folder, undefined, undefined, {
  onStep: (step) => {
    if (step !== wanted) return;
    writeSync(1, `${step}\n`);
    process.kill(process.pid, 'SIGKILL');
  },
});
writeSync(1, opened.ok ? 'opened\n' : `${opened.error.code}\n`);
if (opened.ok) await opened.value.store.close();
