import type { Page } from '@playwright/test';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { cardSteps } from './cards.ts';
import { logInSteps } from './log-in.ts';
import { offlineSteps } from './offline.ts';
import { searchSteps } from './search.ts';
import { twoDeskSteps } from './two-desks.ts';

/** What the steps of the main job share. */
export interface MainJob {
  readonly midoffice: TestMidoffice;
  /** The line of Els, so that she can stay away longer than Karim. */
  readonly lineOfEls: CuttingProxy;
  /** The desk of the clerk. */
  readonly els: Desk;
  /** The desk of the case handler. */
  readonly karim: Desk;
  /** Number of the dossier that Els makes while the mid-office is down. */
  newDossierNumber: string;
  /** The page that shows what the last step did. */
  shown: Page;
  /** Tells a number worth knowing. */
  readonly tell: (text: string) => void;
}

/** One step: its name says what a person does or sees. */
export interface MainJobStep {
  readonly name: string;
  readonly run: (job: MainJob) => Promise<void>;
}

export interface MainJobOptions {
  /** Size of the demo municipality. */
  readonly dossiers: number;
  readonly tell: (text: string) => void;
  /** Ends the names of the user data folders, so that two runs do not share them. */
  readonly suffix: string;
}

/** Starts the mid-office and two desks, each showing its login. */
export async function startMainJob({ dossiers, tell, suffix }: MainJobOptions): Promise<MainJob> {
  const midoffice = await startTestMidoffice(dossiers);
  const lineOfEls = await startCuttingProxy(midoffice.url);
  const els = await startDesk({ name: `els-${suffix}`, midofficeUrl: lineOfEls.url });
  const karim = await startDesk({ name: `karim-${suffix}`, midofficeUrl: midoffice.url });
  return { midoffice, lineOfEls, els, karim, newDossierNumber: '', shown: els.page, tell };
}

/** Ends everything that `startMainJob` started. */
export async function endMainJob(job: MainJob): Promise<void> {
  await job.els.close();
  await job.karim.close();
  await job.lineOfEls.close();
  await job.midoffice.dispose();
}

/** The main job, in order: each step begins where the one before ended. */
export const mainJobSteps: readonly MainJobStep[] = [
  ...logInSteps,
  ...searchSteps,
  ...cardSteps,
  ...offlineSteps,
  ...twoDeskSteps,
];
