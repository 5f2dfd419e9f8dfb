/** `npm run eid:read`: prints what the card in the first reader says, and what every check found. For the support desk. */
import { readReport } from './read-report.ts';

const { output, problems, exitCode } = await readReport(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(problems);
process.exitCode = exitCode;
