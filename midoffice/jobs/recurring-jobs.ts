import { masterJobs } from '../appointment-master/master-job.ts';
import { removeOldUploads } from '../document-content/cleaning.ts';
import { removeOldOperations } from '../documents/old-operations.ts';
import { removeOldShares } from '../neighbours/desk-shares.ts';
import { countServiceTimes } from '../queue/count-service-times.ts';
import { turnScopeDay } from '../scope/day-turn.ts';
import { brusselsDay } from '../scope/work-days.ts';
import type { Services } from '../server/services.ts';
import { removeOldSessions } from '../session/browser-login/old-sessions.ts';
import { removeOldKioskCodes } from '../session/kiosks/kiosk-codes.ts';
import type { JobDefinition } from './job-definition.ts';

const quietLook = { atStart: true, lookSeconds: 5 } as const;

function dayJobs({ configuration, database, faults }: Services): readonly JobDefinition[] {
  if (configuration.workOnly !== true) return [];
  const run = () => turnScopeDay(database.orm, brusselsDay(faults.now()));
  return [{ name: 'begin-day', schedule: '*/5 * * * *', ...quietLook, run }];
}

function scanJobs({ content }: Services): readonly JobDefinition[] {
  if (content === undefined || content.configuration.scanner.kind !== 'clamd') return [];
  const run = () => content.scanner.scanWaiting();
  return [{ name: 'scan-documents', schedule: '* * * * *', atStart: true, lookSeconds: 1, run }];
}

/** What the nodes do by the clock, as far as this configuration has it. */
export function recurringJobs(services: Services): readonly JobDefinition[] {
  const { orm } = services.database;
  const { sessionDays, operationDays, uploadDays } = services.configuration.retention;
  return [
    ...dayJobs(services),
    ...scanJobs(services),
    ...masterJobs(services),
    {
      name: 'clean-sessions',
      schedule: '17 * * * *',
      ...quietLook,
      run: async () =>
        (await removeOldSessions(orm, sessionDays)) + (await removeOldKioskCodes(orm)) + (await removeOldShares(orm)),
    },
    {
      name: 'clean-operations',
      schedule: '40 3 * * *',
      ...quietLook,
      run: (signal) => removeOldOperations(orm, operationDays, signal),
    },
    {
      name: 'clean-uploads',
      schedule: '20 3 * * *',
      ...quietLook,
      run: () => removeOldUploads(orm, uploadDays),
    },
    {
      name: 'count-service-times',
      schedule: '50 2 * * *',
      // What was counted last night is still right at a start.
      atStart: false,
      lookSeconds: 5,
      run: () => countServiceTimes(orm, services.faults.now()),
    },
  ];
}
