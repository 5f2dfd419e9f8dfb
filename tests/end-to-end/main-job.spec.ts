import { endMainJob, mainJobSteps, startMainJob } from '../steps/main-job.ts';
import { test } from '../support/test.ts';

test('the main job, with two desks', async () => {
  test.setTimeout(420_000);
  const job = await startMainJob({
    dossiers: 300,
    suffix: 'main-job',
    tell: (text) => {
      console.log(`    ${text}`);
      test.info().annotations.push({ type: 'measured', description: text });
    },
  });
  for (const step of mainJobSteps) await test.step(step.name, () => step.run(job));
  await endMainJob(job);
});
