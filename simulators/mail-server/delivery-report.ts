import { randomUUID } from 'node:crypto';

/** What a mail server has to report of a mail that it took. */
export interface ToReport {
  /** Envelope sender of the mail: where the report goes. */
  readonly returnTo: string;
  readonly recipient: string;
  readonly action: 'failed' | 'delivered' | 'delayed' | 'relayed';
  /** RFC 3463, such as 5.1.1. */
  readonly status: string;
  /** What the receiving server said. */
  readonly diagnostic: string;
  /** ENVID of the sender (RFC 3461). */
  readonly envelopeId?: string | undefined;
  /** ORCPT of the sender. */
  readonly originalRecipient?: string | undefined;
  /** The mail, or its head when the sender asked for no more (RET=HDRS). */
  readonly returned: { readonly kind: 'headers' | 'mail'; readonly text: string };
}

/** A report as Postfix writes it (RFC 3464): words for people, fields for machines, and the mail that it is about. */
export function deliveryReport(report: ToReport): string {
  const { returnTo, recipient, action, status, diagnostic, envelopeId, originalRecipient, returned } = report;
  const boundary = `${randomUUID().slice(0, 12)}/mx.elders.example`;
  const returnedType = returned.kind === 'headers' ? 'text/rfc822-headers' : 'message/rfc822';
  return [
    'Return-Path: <>',
    `Date: ${new Date().toUTCString()}`,
    'From: MAILER-DAEMON@mx.elders.example (Mail Delivery System)',
    `Subject: ${action === 'delivered' ? 'Successful Mail Delivery Report' : 'Undelivered Mail Returned to Sender'}`,
    `To: ${returnTo}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="${boundary}"`,
    `Message-Id: <${randomUUID()}@mx.elders.example>`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.elders.example.',
    '',
    `<${recipient}>: ${diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.elders.example',
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    'X-Postfix-Queue-ID: 4F1zYx1234z9',
    `Arrival-Date: ${new Date().toUTCString()}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    ...(originalRecipient === undefined ? [] : [`Original-Recipient: ${originalRecipient}`]),
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mailbox.elders.example',
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '',
    `--${boundary}`,
    `Content-Description: Undelivered Message${returned.kind === 'headers' ? ' Headers' : ''}`,
    `Content-Type: ${returnedType}`,
    '',
    returned.text.trimEnd(),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
