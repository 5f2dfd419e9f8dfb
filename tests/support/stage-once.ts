import { stageApplication } from '../../build/run/stage.ts';

/** Puts the application where desks are started from before any worker does: two of them would write the same files at once. */
export default function stageOnce(): void {
  stageApplication();
}
