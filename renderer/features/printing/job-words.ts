import type { PrintJob } from '@onthaal/contract/devices/printing.ts';
import type { Translate } from '../../i18n/use-text.ts';
import type { BannerTone } from '../../ui/banner.tsx';

/** What a job is doing, and what somebody has to do. */
export interface JobWords {
  readonly tone: BannerTone;
  readonly text: string;
  /** Empty when there is nothing to do. */
  readonly next: string;
}

/** The problem that one has to see to first. */
const urgency = [
  'offline',
  'paperJam',
  'coverOpen',
  'noPaper',
  'outputFull',
  'inkEmpty',
  'paused',
  'attention',
] as const;

/** The sentence of a job. What is only low is no reason to stop. */
export function jobWords(job: PrintJob, t: Translate): JobWords {
  const values = { printer: job.printerName };
  const problem = urgency.find((one) => job.problems.includes(one));
  if (job.state === 'needsPaper') {
    return {
      tone: 'caution',
      text: t('printing.state.needsPaper', values),
      next: t(`printing.next.paper.${job.kind}`),
    };
  }
  if (job.state === 'stopped') {
    const what = problem ?? 'attention';
    return { tone: 'caution', text: t(`printing.problem.${what}`, values), next: t(`printing.next.${what}`) };
  }
  if (job.state === 'unknown' && job.error?.code === 'PRINTER_SILENT') {
    return { tone: 'information', text: t('printing.state.sentUnheard', values), next: t('printing.next.done') };
  }
  const text = t(`printing.state.${job.state}`, values);
  if (job.error && (job.state === 'aborted' || job.ended)) {
    const { code, details } = job.error;
    return {
      tone: 'danger',
      text: `${text} ${t(`error.${code}.text`, details)}`,
      next: t(`error.${code}.next`, details),
    };
  }
  if (job.state === 'unknown') return { tone: 'caution', text, next: t('printing.next.unknown') };
  if (job.state === 'aborted') return { tone: 'danger', text, next: t('printing.next.aborted') };
  if (job.state === 'handedOver') return { tone: 'information', text, next: t('printing.next.handedOver', values) };
  return { tone: 'information', text, next: job.state === 'done' ? t('printing.next.done') : '' };
}
