import { orderFor } from '@onthaal/contract/devices/desk-devices.ts';
import type { Result } from '@onthaal/contract/result.ts';
import { v5 } from 'uuid';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { showErrorNotice } from '../../ui/use-error-notice.ts';
import { type PrinterOrder, type PrintItem, printBegun, printForgotten, printKept } from './printing-slice.ts';

/** Of our own making: one letter that came out is one contact moment, however often the key is pressed. */
const PRINTED = '5b0c1b8e-5d56-4c07-9d3c-0c5f6f1f3a11';

/** What can be done with a letter that is on its way to paper. */
export function usePrintActions() {
  const t = useText();
  const dispatch = useAppDispatch();
  const settings = useAppSelector(({ devices }) => devices.settings);
  const said = <T>(result: Result<T>): boolean => {
    if (!result.ok) showErrorNotice(result.error, t);
    return result.ok;
  };

  /** On the printer that this desk chose for such a document, unless another one is named. */
  const print = async (
    item: Omit<PrintItem, 'job' | 'order'> & { readonly order?: PrinterOrder },
  ): Promise<boolean> => {
    const { letterId, order = orderFor(settings ?? {}, item.template) } = item;
    const begun = await desktop().request('printing:print', { letterId, order });
    if (!begun.ok) return said(begun);
    dispatch(printBegun({ ...item, order, job: begun.value }));
    return true;
  };

  const cancel = async ({ job }: PrintItem): Promise<boolean> =>
    said(await desktop().request('printing:cancel', { jobId: job.id }));

  const forget = async ({ letterId }: PrintItem): Promise<void> => {
    dispatch(printForgotten(letterId));
    await desktop().request('printing:forget', { letterId });
  };

  /** On the other printer; what waits at this one is taken back first, so that it does not come out twice. */
  const printOn = async (item: PrintItem, order: PrinterOrder): Promise<void> => {
    const { job } = item;
    if (!job.ended && job.state !== 'unknown') {
      const taken = await desktop().request('printing:cancel', { jobId: job.id });
      // One that ended meanwhile waits nowhere any more.
      if (!taken.ok && taken.error.code !== 'PRINT_JOB_ENDED') return showErrorNotice(taken.error, t);
    }
    await print({ ...item, order });
  };

  /** The clerk wants it among the documents of the dossier. */
  const keep = async ({ letterId, dossierId }: PrintItem): Promise<void> => {
    if (dossierId === undefined) return;
    if (!said(await desktop().request('printing:keep', { letterId, dossierId }))) return;
    dispatch(printKept(letterId));
    showDone(t('printing.keep.done'));
  };

  /** Somebody saw it come out: that is kept with the dossier, when the citizen got it. A label is for the folder. */
  const printed = async (item: PrintItem): Promise<void> => {
    const { personId, dossierId } = item;
    if (item.template === 'label') {
      showDone(t('printing.label.done'));
      return forget(item);
    }
    if (item.told !== undefined) {
      const told = await dispatch(runCommand('recordToldOnPaper', { ...item.told, id: v5(item.letterId, PRINTED) }));
      if (!said(told)) return;
      showDone(t('printing.kept.withAppointment'));
      return forget(item);
    }
    if (personId === undefined && dossierId === undefined) return forget(item);
    const what = t(`printing.template.${item.template}`);
    const written = await dispatch(
      runCommand('registerInteraction', {
        id: v5(item.letterId, PRINTED),
        ...(personId === undefined ? {} : { personId }),
        dossierIds: dossierId === undefined ? [] : [dossierId],
        channel: 'counter',
        direction: 'outgoing',
        subject: t('printing.kept.subject', { what }),
        text: t('printing.kept.text', { what, printer: item.job.printerName }),
      }),
    );
    if (!said(written)) return;
    showDone(t(dossierId === undefined ? 'printing.kept.withPerson' : 'printing.kept.done'));
    await forget(item);
  };

  return { print, cancel, forget, printOn, keep, printed };
}
