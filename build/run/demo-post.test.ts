import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { startDemoPost } from './demo-post.ts';

it('shows on the panel what arrives', async () => {
  const post = await startDemoPost();
  const { ONTHAAL_MAIL_PORT, ONTHAAL_SMS_URL, ONTHAAL_SMS_TOKEN } = post.environment;
  const transport = createTransport({ host: '127.0.0.1', port: Number(ONTHAAL_MAIL_PORT), ignoreTLS: true });
  await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'Uw afspraak', text: 'Tot dan' });
  const msg = [{ from: 'Onthaal', to: [{ number: '0032470123456' }], body: { content: 'Dag' }, reference: 'r' }];
  const body = JSON.stringify({ messages: { authentication: { productToken: ONTHAAL_SMS_TOKEN }, msg } });
  await fetch(`${ONTHAAL_SMS_URL}/v1.0/message`, { method: 'POST', body });
  expect(post.group.state()).toBe("E-mails: 1. Sms'en: 1.");
  expect(post.group.cameOut?.()).toBe('E-mail: Uw afspraak\nTot dan\n\nSms naar 0032470123456: Dag');
  await post.stop();
});
