import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { TestAuthority } from '../../midoffice/testing/certificates.ts';
import { Desk as WireDesk } from '../../midoffice/testing/desk.ts';
import { imapAccount, startDovecot, type TestDovecot } from '../../midoffice/testing/dovecot.ts';
import { deliveryReport } from '../../simulators/mail-server/delivery-report.ts';
import { MailServer } from '../../simulators/mail-server/mail-server.ts';
import { violationsOf } from '../support/accessibility.ts';
import { bookedWithLink } from '../support/citizen-links.ts';
import { startDesk } from '../support/desk.ts';
import { expect } from '../support/expect.ts';
import { startTestMidoffice, type TestMidoffice } from '../support/midoffice.ts';
import { frame } from '../support/screens/frame.ts';
import { loginScreen } from '../support/screens/login.ts';
import { test } from '../support/test.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-call-list-'));
let midoffice: TestMidoffice;
let mails: MailServer;
let dovecot: TestDovecot;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const authority = await TestAuthority.make(folder, 'authority');
  dovecot = await startDovecot(await authority.sign('mail', 'serverAuth'));
  mails = await MailServer.open();
  midoffice = await startTestMidoffice(60, async (url) => ({
    ONTHAAL_CITIZEN_PAGE: url,
    ...{ ONTHAAL_MAIL_HOST: '127.0.0.1', ONTHAAL_MAIL_PORT: String(mails.port), ONTHAAL_MAIL_SECURITY: 'none' },
    ...{ ONTHAAL_MAIL_FROM: 'onthaal@lindervelde.example' },
    ...{ ONTHAAL_RETURNED_MAIL_HOST: '127.0.0.1', ONTHAAL_RETURNED_MAIL_PORT: String(dovecot.port) },
    ...{ ONTHAAL_RETURNED_MAIL_AUTHORITY: authority.file, ONTHAAL_RETURNED_MAIL_USER: imapAccount.user },
    ONTHAAL_RETURNED_MAIL_PASSWORD: imapAccount.password,
    ONTHAAL_RETURNED_MAIL_ADDRESS: 'retour+{message}@lindervelde.example',
  }));
});
test.afterAll(async () => {
  await midoffice?.dispose();
  await mails?.close();
  await dovecot?.stop();
  rmSync(folder, { recursive: true });
});

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

test('whose mail comes back stands on the call list with why and what to do, and is gone when they were called', async () => {
  test.setTimeout(240_000);
  const wire = await WireDesk.logIn(midoffice.url, 'member-els', 'device-of-call-list');
  const tomorrow = new Date(Date.now() + 86_400_000);
  const { address } = await bookedWithLink(wire, mails, 'nl', { startsAt: tomorrow, teamId: 'team-onthaal' });
  const { envelope, head } = await mails.mailTo(address);
  await dovecot.deliver(
    deliveryReport({
      ...{ returnTo: envelope.from, recipient: address, action: 'failed', status: '5.2.2' },
      ...{ diagnostic: '552 5.2.2 Mailbox full', envelopeId: envelope.id, returned: { kind: 'headers', text: head } },
    }),
  );
  const desk = await startDesk({ name: 'call-list', midofficeUrl: midoffice.url });
  const { page } = desk;
  await loginScreen(page).logIn('Els Peeters');
  await frame(page).waitUntilAllSent();
  await page.keyboard.press('Control+Shift+F7');
  const line = dialog(page, 'Belblad').getByRole('listitem').filter({ hasText: 'E-mail' });
  // The mailbox is looked at each minute.
  await expect(line).toContainText('De mailbox van de ontvanger is vol. Bel, of stuur een sms.', { timeout: 120_000 });
  await expect(line).toContainText('Mislukt');
  await expect(line.getByRole('button', { name: /^Stuur .* opnieuw een bericht$/ })).toBeVisible();
  expect(await violationsOf(page, 'the call list')).toEqual([]);
  await line.getByRole('button', { name: /gebeld: komt$/ }).click();
  await expect(line).toHaveCount(0);
  expect(await dovecot.flags()).toEqual([['\\Seen']]);
  await desk.close();
});
