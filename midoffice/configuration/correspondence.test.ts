import { describe, expect, it } from 'vitest';
import { readCorrespondence } from './correspondence.ts';

const mail = { ONTHAAL_MAIL_HOST: 'mail.lindervelde.example', ONTHAAL_MAIL_FROM: 'onthaal@lindervelde.example' };
const graph = {
  ...{ ONTHAAL_MAIL_GRAPH_TENANT: 'tenant', ONTHAAL_MAIL_FROM: 'onthaal@lindervelde.example' },
  ...{ ONTHAAL_MAIL_GRAPH_CLIENT_ID: 'client', ONTHAAL_MAIL_GRAPH_CLIENT_SECRET: 'secret' },
};

const returned = {
  ...{ ONTHAAL_RETURNED_MAIL_HOST: 'imap.lindervelde.example', ONTHAAL_RETURNED_MAIL_USER: 'retour' },
  ONTHAAL_RETURNED_MAIL_PASSWORD: 'secret',
};

describe('who sends messages', () => {
  it('is nobody when nothing is said, and by TLS when something is', () => {
    expect(readCorrespondence({}, [])).toBeUndefined();
    const sentences: string[] = [];
    expect(readCorrespondence(mail, sentences)).toMatchObject({
      email: {
        sender: { address: 'onthaal@lindervelde.example', name: 'Onthaal' },
        smtp: { port: 587, security: 'starttls', login: undefined },
      },
    });
    expect(sentences).toEqual([]);
  });

  it('knows Microsoft 365, and one owner of e-mail only', () => {
    const { ONTHAAL_MAIL_HOST: _host, ...from } = mail;
    const tenant = { ONTHAAL_MAIL_GRAPH_TENANT: 'tenant' };
    const client = { ONTHAAL_MAIL_GRAPH_CLIENT_ID: 'client', ONTHAAL_MAIL_GRAPH_CLIENT_SECRET: 'secret' };
    const sentences: string[] = [];
    expect(readCorrespondence({ ...from, ...tenant, ...client }, sentences)?.email).toMatchObject({
      graph: { url: 'https://graph.microsoft.com', loginUrl: 'https://login.microsoftonline.com', tenant: 'tenant' },
    });
    expect(sentences).toEqual([]);
    expect(readCorrespondence({ ...mail, ...tenant, ...client }, sentences)).toBeUndefined();
    expect(sentences).toEqual([expect.stringContaining('e-mail has one owner')]);
  });

  it('knows where mail comes back to, by IMAP or by Microsoft 365', () => {
    const sentences: string[] = [];
    const box = { ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: 'retour+{message}@lindervelde.example' };
    expect(readCorrespondence({ ...mail, ...box }, sentences)?.email).toMatchObject({
      returned: {
        address: 'retour+{message}@lindervelde.example',
        imap: { host: 'imap.lindervelde.example', port: 143, security: 'starttls', folder: 'INBOX' },
      },
    });
    expect(readCorrespondence({ ...graph, ONTHAAL_RETURNED_MAIL_GRAPH: '1' }, sentences)?.email).toMatchObject({
      readsReturned: true,
    });
    expect(readCorrespondence(mail, sentences)?.email).not.toHaveProperty('returned');
    expect(sentences).toEqual([]);
  });

  it.each(['{message}', 'retour{message}', 'r.{message}-x'])(
    'takes an address in which a mark is found: %s',
    (local) => {
      const sentences: string[] = [];
      readCorrespondence(
        { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: `${local}@lindervelde.example` },
        sentences,
      );
      expect(sentences).toEqual([]);
    },
  );

  it.each(['bounce{message}', '{message}D', '{message}0-retour', '3{message}'])(
    'refuses one in which none is: %s',
    (local) => {
      const sentences: string[] = [];
      readCorrespondence(
        { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: `${local}@lindervelde.example` },
        sentences,
      );
      expect(sentences).toEqual([expect.stringMatching(/^ONTHAAL_RETURNED_MAIL_ADDRESS must not have a digit.*\.$/)]);
    },
  );

  it('knows a gateway for text messages', () => {
    const sms = { ONTHAAL_SMS_TOKEN: 'token', ONTHAAL_SMS_SENDER: 'Lindervelde' };
    expect(readCorrespondence(sms, [])).toMatchObject({
      ...{ email: undefined, sms: { url: 'https://gw.cmtelecom.com', sender: 'Lindervelde', priceCents: 7 } },
      reminders: { email: 2, sms: 0 },
    });
  });

  it.each([
    ['ONTHAAL_SMS_SENDER', { ONTHAAL_SMS_TOKEN: 'x', ONTHAAL_SMS_SENDER: 'Gemeente Lindervelde' }],
    ['ONTHAAL_SMS_URL', { ONTHAAL_SMS_TOKEN: 'x', ONTHAAL_SMS_SENDER: 'x', ONTHAAL_SMS_URL: 'http://far.example' }],
    ['ONTHAAL_SMS_PRICE_CENTS', { ONTHAAL_SMS_TOKEN: 'x', ONTHAAL_SMS_SENDER: 'x', ONTHAAL_SMS_PRICE_CENTS: 'dear' }],
    ['ONTHAAL_SMS_REPORT_SECRET', { ONTHAAL_SMS_TOKEN: 'x', ONTHAAL_SMS_SENDER: 'x', ONTHAAL_SMS_REPORT_SECRET: 'x' }],
    ['ONTHAAL_REMIND_SMS_DAYS', { ...mail, ONTHAAL_REMIND_SMS_DAYS: 'soon' }],
    ['ONTHAAL_MAIL_GRAPH_CLIENT_SECRET', { ...graph, ONTHAAL_MAIL_GRAPH_CLIENT_SECRET: ' ' }],
    ['ONTHAAL_MAIL_GRAPH_URL', { ...graph, ONTHAAL_MAIL_GRAPH_URL: 'http://far.example' }],
    ['ONTHAAL_MAIL_FROM', { ...mail, ONTHAAL_MAIL_FROM: 'nobody' }],
    ['ONTHAAL_MAIL_PORT', { ...mail, ONTHAAL_MAIL_PORT: 'mail' }],
    ['ONTHAAL_MAIL_SECURITY', { ...mail, ONTHAAL_MAIL_SECURITY: 'ssl' }],
    ['ONTHAAL_MAIL_SECURITY', { ...mail, ONTHAAL_MAIL_SECURITY: 'none' }],
    ['ONTHAAL_MAIL_USER', { ...mail, ONTHAAL_MAIL_USER: 'onthaal' }],
    ['ONTHAAL_RETURNED_MAIL_HOST', { ...graph, ...returned }],
    ['ONTHAAL_RETURNED_MAIL_GRAPH', { ...mail, ONTHAAL_RETURNED_MAIL_GRAPH: '1' }],
    ['ONTHAAL_RETURNED_MAIL_GRAPH', { ...graph, ONTHAAL_RETURNED_MAIL_GRAPH: 'yes' }],
    ['ONTHAAL_RETURNED_MAIL_USER', { ...mail, ONTHAAL_RETURNED_MAIL_HOST: 'imap.lindervelde.example' }],
    ['ONTHAAL_RETURNED_MAIL_SECURITY', { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_SECURITY: 'none' }],
    ['ONTHAAL_RETURNED_MAIL_ADDRESS', { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: 'retour' }],
    ['ONTHAAL_RETURNED_MAIL_ADDRESS', { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: 'a@b@c.example' }],
    [
      'ONTHAAL_RETURNED_MAIL_ADDRESS',
      { ...mail, ...returned, ONTHAAL_RETURNED_MAIL_ADDRESS: 'teruggekomen-post+{message}@lindervelde.example' },
    ],
    ['ONTHAAL_MAIL_AUTHORITY', { ...mail, ONTHAAL_MAIL_AUTHORITY: '/nowhere' }],
  ])('has a plain sentence about a wrong %s', (name, environment) => {
    const sentences: string[] = [];
    readCorrespondence(environment, sentences);
    expect(sentences).toEqual([expect.stringMatching(new RegExp(`${name}.*\\.$`))]);
  });
});
