import type { PanelGroup } from '../../simulators/desk-panel/panel.ts';
import { MailServer } from '../../simulators/mail-server/mail-server.ts';
import { SimulatedSmsGateway, type TakenText } from '../../simulators/sms-gateway/sms-gateway.ts';

/** The mailbox and the telephone of the demo's citizens, shown on the panel. */
export interface DemoPost {
  /** How the demo's mid-office sends. */
  readonly environment: Readonly<Record<string, string>>;
  readonly group: PanelGroup;
  /** From now on the gateway tells the mid-office what was delivered. */
  readonly reportTo: (midofficeUrl: string) => void;
  readonly stop: () => Promise<void>;
}

const reportSecret = 'a-secret-of-the-demo-only';
const shownMessages = 5;

/** Starts a mail server and a gateway for text messages on this computer: nothing leaves it. */
export async function startDemoPost(): Promise<DemoPost> {
  const [mails, texts] = [await MailServer.open(), await SimulatedSmsGateway.start()];
  const deliver = (text: TakenText): void => void texts.report(text, 'delivered').catch(() => {});
  texts.onText = deliver;
  const lastMails = () =>
    mails.arrived.slice(-shownMessages).map(({ mail }) => `E-mail: ${mail.subject}\n${mail.text?.trim() ?? ''}`);
  const lastTexts = () => texts.taken.slice(-shownMessages).map(({ to, text }) => `Sms naar ${to}: ${text}`);
  return {
    environment: {
      ...{ ONTHAAL_MAIL_HOST: '127.0.0.1', ONTHAAL_MAIL_PORT: String(mails.port), ONTHAAL_MAIL_SECURITY: 'none' },
      ...{ ONTHAAL_MAIL_FROM: 'onthaal@lindervelde.example', ONTHAAL_MAIL_FROM_NAME: 'Gemeente Lindervelde' },
      ...{ ONTHAAL_SMS_URL: texts.url, ONTHAAL_SMS_TOKEN: texts.token, ONTHAAL_SMS_SENDER: 'Lindervelde' },
      ONTHAAL_SMS_REPORT_SECRET: reportSecret,
    },
    group: {
      title: 'Wat de burger krijgt',
      state: () => `E-mails: ${mails.arrived.length}. Sms'en: ${texts.taken.length}.`,
      switches: [],
      cameOut: () => [...lastMails(), ...lastTexts()].join('\n\n'),
    },
    reportTo: (url) => {
      texts.reportAddress = `${url}/messages/sms-reports/${reportSecret}`;
    },
    stop: async () => {
      await texts.stop();
      await mails.close();
    },
  };
}
