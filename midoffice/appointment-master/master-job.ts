import type { JobDefinition } from '../jobs/job-definition.ts';
import type { Services } from '../server/services.ts';
import { mappingMistakes } from './check-mapping.ts';
import { settleExternal } from './settle.ts';
import { ExternalWatch, takeNewAppointments } from './watch.ts';

/** Milliseconds between two looks at what was done there. */
const looksApart = 50_000;

type Parts = Pick<Services, 'database' | 'faults' | 'configuration' | 'externalTime' | 'logger'>;

/**
 * What is done for the other system by the clock, and soon after a desk did something: first what desks did goes there, then what
 * was done there comes here. None where Onthaal gives out all time itself.
 */
export function masterJobs({ database, faults, configuration, externalTime, logger }: Parts): readonly JobDefinition[] {
  if (externalTime === undefined) return [];
  const watch = new ExternalWatch();
  const { orm } = database;
  const { workOnly } = configuration;
  let isChecked = false;
  let lookedAt = 0;
  const run = async (signal: AbortSignal) => {
    const parts = { orm, external: externalTime, now: faults.now(), workOnly };
    if (!isChecked) {
      // A mistake in it closes a product, not the mid-office; it is said once on each node that does this work.
      for (const mistake of await mappingMistakes(parts))
        logger.error({ mistake }, 'the mapping of appointments is wrong');
      isChecked = true;
    }
    const settled = await settleExternal(parts, signal);
    // Desks that do much must not make it look more often than by the clock.
    if (parts.now.getTime() - lookedAt < looksApart) return settled;
    lookedAt = parts.now.getTime();
    const taken = await takeNewAppointments(parts, signal, logger);
    return settled + taken + (await watch.look(parts, signal, logger));
  };
  return [{ name: 'appointment-master', schedule: '* * * * *', atStart: true, lookSeconds: 1, run }];
}
