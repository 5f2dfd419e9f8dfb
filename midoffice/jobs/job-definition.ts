/** The names of the jobs: of their queues, and a label of the figures. */
export const jobNames = [
  'begin-day',
  'scan-documents',
  'clean-sessions',
  'clean-operations',
  'clean-uploads',
  'clean-messages',
  'count-service-times',
  'send-messages',
  'remind-appointments',
  'read-returned-mail',
  'appointment-master',
] as const;
export type JobName = (typeof jobNames)[number];

/** Work that comes back by the clock and that one node does for all of them. */
export interface JobDefinition {
  readonly name: JobName;
  /** When: five fields of cron, in Brussels. */
  readonly schedule: string;
  /** Also as soon as a node has started: it may have been due while none ran. */
  readonly atStart: boolean;
  /** How often a node looks whether it is due. */
  readonly lookSeconds: number;
  /**
   * Does it, and tells with how many rows or documents. A node may be killed in the middle of it, and a node that was taken for dead
   * may still be at it: whatever was done already must do no harm when it is done again.
   */
  readonly run: (signal: AbortSignal) => Promise<number>;
}
