import { masterJobs } from '../appointment-master/master-job.ts';
import { emptyOldMessages, removeOldDeliveries } from '../correspondence/clean-messages.ts';
import { remindOfAppointments } from '../correspondence/remind-appointments.ts';
import { readReturnedMail } from '../correspondence/returned-mail/read-returned-mail.ts';
import { sendMessages } from '../correspondence/send-messages.ts';
import { removeOldUploads } from '../document-content/cleaning.ts';
import { removeOldOperations } from '../documents/old-operations.ts';
import { removeOldShares } from '../neighbours/desk-shares.ts';
import { removeOldLookUps } from '../neighbours/payment-look-ups.ts';
import { removeOldLinks } from '../planner/appointment-page/appointment-link.ts';
import { countServiceTimes } from '../queue/count-service-times.ts';
import { removeOldPositionLinks } from '../queue/position-page/position-link.ts';
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

function messageJobs({ channels, database, logger, configuration, faults }: Services): readonly JobDefinition[] {
  const { workOnly, citizens } = configuration;
  const { pageUrl } = citizens;
  const { messageDays } = configuration.retention;
  const rests = new Map<string, number>();
  const parts = { orm: database.orm, channels, logger, workOnly, pageUrl, rests, now: () => faults.now() };
  const run = (signal: AbortSignal) => sendMessages(parts, signal);
  const cleaning: JobDefinition = {
    name: 'clean-messages',
    schedule: '10 3 * * *',
    ...quietLook,
    run: async (cleanSignal) =>
      (await emptyOldMessages(parts, messageDays, cleanSignal)) +
      (await removeOldDeliveries(parts, messageDays, cleanSignal)),
  };
  const sending: JobDefinition = { name: 'send-messages', schedule: '* * * * *', atStart: true, lookSeconds: 1, run };
  if (configuration.correspondence === undefined) return [sending, cleaning];
  const { reminders } = configuration.correspondence;
  const remind = async (signal: AbortSignal): Promise<number> => {
    const asked = await remindOfAppointments({ ...parts, days: reminders }, signal);
    return asked + (asked > 0 ? await sendMessages(parts, signal) : 0);
  };
  return [sending, cleaning, { name: 'remind-appointments', schedule: '*/10 * * * *', ...quietLook, run: remind }];
}

function returnedMailJobs({
  returnedMail,
  database,
  logger,
  configuration,
  faults,
}: Services): readonly JobDefinition[] {
  if (returnedMail === undefined) return [];
  const { workOnly } = configuration;
  const rests = new Map<string, number>();
  const parts = { ...returnedMail, orm: database.orm, logger, workOnly, rests, now: () => faults.now() };
  const run = (signal: AbortSignal) => readReturnedMail(parts, signal);
  return [{ name: 'read-returned-mail', schedule: '* * * * *', ...quietLook, run }];
}

/** What the nodes do by the clock, as far as this configuration has it. */
export function recurringJobs(services: Services): readonly JobDefinition[] {
  const { orm } = services.database;
  const { sessionDays, operationDays, uploadDays } = services.configuration.retention;
  return [
    ...dayJobs(services),
    ...scanJobs(services),
    ...messageJobs(services),
    ...returnedMailJobs(services),
    ...masterJobs(services),
    {
      name: 'clean-sessions',
      schedule: '17 * * * *',
      ...quietLook,
      run: async () =>
        (await removeOldSessions(orm, sessionDays)) +
        (await removeOldKioskCodes(orm)) +
        (await removeOldShares(orm)) +
        (await removeOldLookUps(orm)) +
        (await removeOldLinks(orm, services.faults.now())) +
        (await removeOldPositionLinks(orm, services.faults.now())),
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
