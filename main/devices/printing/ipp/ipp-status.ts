import { type Failure, failure } from '@onthaal/contract/result.ts';

/** Whether a status of IPP says that the request was carried out. */
export function isSuccess(status: string): boolean {
  return status.startsWith('successful-ok');
}

/** What is said when a printer answers that it will not. */
export function refusalOf(status: string): Failure {
  if (status.includes('document-format') || status.includes('attributes-or-values-not-supported')) {
    return failure('PRINTER_FORMAT_REFUSED');
  }
  if (status === 'client-error-not-found') return failure('PRINTER_ADDRESS_INVALID');
  const busy = /busy|not-accepting-jobs|temporary|too-many-jobs|service-unavailable/.test(status);
  return busy ? failure('PRINTER_BUSY', { retryable: true }) : failure('PRINTER_REFUSED', { details: { status } });
}
