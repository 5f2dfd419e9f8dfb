import Type, { type Static, type TSchema } from 'typebox';

/** What a leaf of the file says beside its JSON schema. */
interface Leaf {
  /** The environment variable with the same meaning; it wins over the file. */
  readonly environment: string;
  /** Never printed. Its value may come from a file of its own: `keyFile` here, `VARIABLE_FILE` in the environment. */
  readonly secret?: true;
}

function text(description: string, leaf: Leaf) {
  return Type.Optional(Type.String({ description, minLength: 1, ...leaf }));
}

function wholeNumber(description: string, minimum: number, maximum: number, leaf: Leaf) {
  return Type.Optional(Type.Integer({ description, minimum, maximum, ...leaf }));
}

function texts(description: string, leaf: Leaf) {
  return Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description, ...leaf }));
}

function section<Properties extends Record<string, TSchema>>(description: string, properties: Properties) {
  return Type.Optional(Type.Object(properties, { description, additionalProperties: false }));
}

const port = (description: string, environment: string) => wholeNumber(description, 0, 65_535, { environment });

const database = section('Where the documents are kept.', {
  url: text('Address of a PostgreSQL database: postgresql://user:password@host:5432/name.', {
    environment: 'DATABASE_URL',
    secret: true,
  }),
  urlFile: text('File with that address.', { environment: 'DATABASE_URL_FILE' }),
  folder: text('Folder of the embedded database (PGlite), when there is no PostgreSQL.', {
    environment: 'ONTHAAL_DATA',
  }),
});

const server = section('Where desks reach this node.', {
  host: text('Address to listen on. 0.0.0.0 for every address of the machine.', { environment: 'HOST' }),
  port: port('Port to listen on; 0 chooses a free one.', 'PORT'),
  trustedProxies: texts('Addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded-For is believed.', {
    environment: 'ONTHAAL_TRUSTED_PROXIES',
  }),
  publicUrl: text('https address at which browsers reach the mid-office; needed for ACM/IDM.', {
    environment: 'ONTHAAL_PUBLIC_URL',
  }),
  ratePerDevice: wholeNumber('Requests per second of one device, on each node; 0: no limit.', 0, 10_000, {
    environment: 'ONTHAAL_RATE_PER_DEVICE',
  }),
  loginsPerMinute: wholeNumber(
    'Tries to log in of one account or device per minute, on each node; one address has forty times as many; 0: no limit.',
    0,
    1000,
    { environment: 'ONTHAAL_LOGINS_PER_MINUTE' },
  ),
  stopDelaySeconds: wholeNumber('After SIGTERM: how long to go on serving while /ready says 503.', 0, 120, {
    environment: 'ONTHAAL_STOP_DELAY_SECONDS',
  }),
  stopSeconds: wholeNumber('After that delay: how long running requests may take to finish.', 1, 600, {
    environment: 'ONTHAAL_STOP_SECONDS',
  }),
});

const tls = section('TLS by the mid-office itself. Leave out behind a proxy that does it.', {
  certificateFile: text('PEM file: the certificate, then its chain.', { environment: 'ONTHAAL_TLS_CERTIFICATE' }),
  keyFile: text('PEM file: the private key.', { environment: 'ONTHAAL_TLS_KEY' }),
});

const kiosks = section('A second port that wants a client certificate. Kiosks are then served there only.', {
  port: port('Port for kiosks.', 'ONTHAAL_KIOSK_PORT'),
  authorityFile: text('PEM file: the authority that signed the certificates of the kiosks.', {
    environment: 'ONTHAAL_KIOSK_AUTHORITY',
  }),
  revokedFile: text('PEM file: the certificate revocation list of that authority.', {
    environment: 'ONTHAAL_KIOSK_REVOKED',
  }),
});

const metrics = section('Figures for Prometheus, off unless one of these is set.', {
  port: port('Port of their own for /metrics.', 'ONTHAAL_METRICS_PORT'),
  host: text('Address for that port.', { environment: 'ONTHAAL_METRICS_HOST' }),
  token: text('Who shows this as a bearer token may read /metrics on the port of the desks.', {
    environment: 'ONTHAAL_METRICS_TOKEN',
    secret: true,
  }),
  tokenFile: text('File with that token.', { environment: 'ONTHAAL_METRICS_TOKEN_FILE' }),
  allowedFrom: texts('Addresses or networks that may read /metrics on the port of the desks without a token.', {
    environment: 'ONTHAAL_METRICS_FROM',
  }),
});

const acmIdm = section('How staff log in through ACM/IDM; off unless issuer is set.', {
  issuer: text('Address of ACM/IDM: https://authenticatie.vlaanderen.be/op, or authenticatie-ti for tests.', {
    environment: 'ONTHAAL_ACMIDM_ISSUER',
  }),
  clientId: text('From the integration file.', { environment: 'ONTHAAL_ACMIDM_CLIENT_ID' }),
  clientSecret: text('For client_secret_basic.', { environment: 'ONTHAAL_ACMIDM_CLIENT_SECRET', secret: true }),
  clientSecretFile: text('File with that secret.', { environment: 'ONTHAAL_ACMIDM_CLIENT_SECRET_FILE' }),
  clientKeyFile: text('For private_key_jwt: file with the private RSA key, a JWK with a kid.', {
    environment: 'ONTHAAL_ACMIDM_CLIENT_KEY_FILE',
  }),
  organisation: text('Code of the organisation whose staff may log in (vo_orgcode).', {
    environment: 'ONTHAAL_ACMIDM_ORGANISATION',
  }),
  application: text('Scope of the application, and the start of its role claim.', {
    environment: 'ONTHAAL_ACMIDM_APPLICATION',
  }),
  requiredMeans: text('JSON text: the means (acr) that a role needs, per role.', {
    environment: 'ONTHAAL_ACMIDM_REQUIRED_MEANS',
  }),
  tokenSeconds: wholeNumber('How long an access token counts.', 5, 3600, {
    environment: 'ONTHAAL_ACMIDM_TOKEN_SECONDS',
  }),
  sessionHours: wholeNumber('How long somebody stays logged in.', 1, 24, {
    environment: 'ONTHAAL_ACMIDM_SESSION_HOURS',
  }),
});

const content = section('Where the content of documents is kept; nowhere unless a folder or a bucket is known.', {
  folder: text('Folder for it, the same on every node; beside database.folder when that is set.', {
    environment: 'ONTHAAL_CONTENT_FOLDER',
  }),
  s3Bucket: text('Bucket for it, in place of a folder.', { environment: 'ONTHAAL_S3_BUCKET' }),
  s3Endpoint: text('Address of an S3-compatible server; left out: Amazon S3.', { environment: 'ONTHAAL_S3_ENDPOINT' }),
  s3Region: text('Region of the bucket.', { environment: 'ONTHAAL_S3_REGION' }),
  s3AccessKey: text('Access key; left out, with the secret one: what the machine has (role, profile).', {
    environment: 'ONTHAAL_S3_ACCESS_KEY',
  }),
  s3SecretKey: text('Secret access key.', { environment: 'ONTHAAL_S3_SECRET_KEY', secret: true }),
  s3SecretKeyFile: text('File with that key.', { environment: 'ONTHAAL_S3_SECRET_KEY_FILE' }),
  mostMegabytes: wholeNumber('Largest document.', 1, 2000, { environment: 'ONTHAAL_CONTENT_MEGABYTES' }),
  virusScanner: text('clamd that looks for viruses: unix:/run/clamav/clamd.ctl, tcp://host:3310, or off.', {
    environment: 'ONTHAAL_VIRUS_SCANNER',
  }),
});

const appointments = section('Who gives out time for appointments; Onthaal itself unless master says otherwise.', {
  master: Type.Optional(
    Type.Union([Type.Literal('builtIn'), Type.Literal('jcc'), Type.Literal('qmatic')], {
      description: 'builtIn: the planner of Onthaal; jcc or qmatic: that system, at the locations of the mapping.',
      environment: 'ONTHAAL_APPOINTMENTS_MASTER',
    }),
  ),
  mappingFile: text('YAML or JSON file: which products and locations of Onthaal are which there.', {
    environment: 'ONTHAAL_APPOINTMENTS_MAPPING',
  }),
  newIdsFile: text('File in which the e-loket writes the ids of appointments that it made there, one on a line.', {
    environment: 'ONTHAAL_APPOINTMENTS_NEW_IDS',
  }),
  timeoutSeconds: wholeNumber('How long the other system may take to answer.', 1, 60, {
    environment: 'ONTHAAL_APPOINTMENTS_TIMEOUT_SECONDS',
  }),
  jccUrl: text('Address of the WARP interface of JCC: https://.../G-Plan/api/api/warp/v1/.', {
    environment: 'ONTHAAL_JCC_URL',
  }),
  jccClientId: text('OAuth client of JCC.', { environment: 'ONTHAAL_JCC_CLIENT_ID' }),
  jccClientSecret: text('Its secret.', { environment: 'ONTHAAL_JCC_CLIENT_SECRET', secret: true }),
  jccClientSecretFile: text('File with that secret.', { environment: 'ONTHAAL_JCC_CLIENT_SECRET_FILE' }),
  qmaticUrl: text('Address of the public interface of the calendar: https://.../calendar-backend/public/api/.', {
    environment: 'ONTHAAL_QMATIC_URL',
  }),
  qmaticToken: text('Token of that interface.', { environment: 'ONTHAAL_QMATIC_TOKEN', secret: true }),
  qmaticTokenFile: text('File with that token.', { environment: 'ONTHAAL_QMATIC_TOKEN_FILE' }),
});

const retention = section('How long is kept what nobody needs for ever; see the operations guide.', {
  sessionDays: wholeNumber('Days that sessions are kept after their end.', 1, 3650, {
    environment: 'ONTHAAL_KEEP_SESSION_DAYS',
  }),
  operationDays: wholeNumber('Days that it is kept which pushes were accepted.', 35, 3650, {
    environment: 'ONTHAAL_KEEP_OPERATION_DAYS',
  }),
  uploadDays: wholeNumber('Days after which an upload that was begun is given up.', 15, 3650, {
    environment: 'ONTHAAL_KEEP_UPLOAD_DAYS',
  }),
  messageDays: wholeNumber(
    'Days after an appointment that messages about it keep their address and their text.',
    30,
    3650,
    { environment: 'ONTHAAL_KEEP_MESSAGE_DAYS' },
  ),
});

const citizens = section('What citizens are told.', {
  pageUrl: text(
    'https address at which citizens reach the mid-office, for the links in messages; left out: no links. Keep it short: each part of a text message is paid.',
    {
      environment: 'ONTHAAL_CITIZEN_PAGE',
    },
  ),
  telephone: text('Telephone number of the town hall, on the pages of citizens.', {
    environment: 'ONTHAAL_CITIZEN_TELEPHONE',
  }),
});

/** How a server for mail is reached, and who logs in there. */
function mailServer(description: string, prefix: 'ONTHAAL_MAIL' | 'ONTHAAL_RETURNED_MAIL') {
  const ways = [Type.Literal('starttls'), Type.Literal('tls'), Type.Literal('none')];
  const meaning = 'starttls: it must switch to TLS; tls: TLS from the start; none: only to this machine itself.';
  return {
    host: text(description, { environment: `${prefix}_HOST` }),
    port: port('Its port.', `${prefix}_PORT`),
    security: Type.Optional(Type.Union(ways, { description: meaning, environment: `${prefix}_SECURITY` })),
    authorityFile: text('PEM file: the authority that signed its certificate, when the system does not know it.', {
      environment: `${prefix}_AUTHORITY`,
    }),
    user: text('Name to log in with.', { environment: `${prefix}_USER` }),
    password: text('Password to log in with.', { environment: `${prefix}_PASSWORD`, secret: true }),
    passwordFile: text('File with that password.', { environment: `${prefix}_PASSWORD_FILE` }),
  };
}

const mail = section('Who sends e-mail to citizens; off unless host or graphTenant is set.', {
  ...mailServer('SMTP server that takes the mail of the municipality.', 'ONTHAAL_MAIL'),
  graphTenant: text('Tenant of Microsoft 365 that sends, in place of a mail server.', {
    environment: 'ONTHAAL_MAIL_GRAPH_TENANT',
  }),
  graphClientId: text('The application in Microsoft Entra that may send (Mail.Send).', {
    environment: 'ONTHAAL_MAIL_GRAPH_CLIENT_ID',
  }),
  graphClientSecret: text('Its client secret.', { environment: 'ONTHAAL_MAIL_GRAPH_CLIENT_SECRET', secret: true }),
  graphClientSecretFile: text('File with that secret.', { environment: 'ONTHAAL_MAIL_GRAPH_CLIENT_SECRET_FILE' }),
  graphUrl: text('Address of Microsoft Graph.', { environment: 'ONTHAAL_MAIL_GRAPH_URL' }),
  graphLoginUrl: text('Address of Microsoft Entra.', { environment: 'ONTHAAL_MAIL_GRAPH_LOGIN_URL' }),
  from: text('Address that mails come from.', { environment: 'ONTHAAL_MAIL_FROM' }),
  fromName: text('Name beside that address.', { environment: 'ONTHAAL_MAIL_FROM_NAME' }),
  replyTo: text('Address for answers, when another.', { environment: 'ONTHAAL_MAIL_REPLY_TO' }),
});

const returnedMail = section(
  'Mail that comes back: read, so that a desk sees what did not arrive; off unless host or graph is set.',
  {
    ...mailServer('IMAP server of the mailbox.', 'ONTHAAL_RETURNED_MAIL'),
    folder: text('Folder that it comes into.', { environment: 'ONTHAAL_RETURNED_MAIL_FOLDER' }),
    address: text('Address that mail comes back to; {message} in it names the message: retour+{message}@gemeente.be.', {
      environment: 'ONTHAAL_RETURNED_MAIL_ADDRESS',
    }),
    graph: Type.Optional(
      Type.Boolean({
        description: 'With Microsoft 365: read what comes back to the mailbox in mail.from (Mail.Read).',
        environment: 'ONTHAAL_RETURNED_MAIL_GRAPH',
      }),
    ),
  },
);

const sms = section('Who sends text messages to citizens (CM.com); off unless token is set.', {
  url: text('Address of the gateway.', { environment: 'ONTHAAL_SMS_URL' }),
  token: text('Product token.', { environment: 'ONTHAAL_SMS_TOKEN', secret: true }),
  tokenFile: text('File with that token.', { environment: 'ONTHAAL_SMS_TOKEN_FILE' }),
  sender: text('What telephones show as the sender: at most 11 letters, digits or spaces.', {
    environment: 'ONTHAAL_SMS_SENDER',
  }),
  priceCents: Type.Optional(
    Type.Number({
      ...{ description: 'Price of one part of a message, in cents.', minimum: 0, maximum: 100 },
      environment: 'ONTHAAL_SMS_PRICE_CENTS',
    }),
  ),
  reportSecret: text(
    'The gateway reports to <publicUrl>/messages/sms-reports/<this>: at least 24 letters and digits.',
    {
      environment: 'ONTHAAL_SMS_REPORT_SECRET',
      secret: true,
    },
  ),
  reportSecretFile: text('File with that secret.', { environment: 'ONTHAAL_SMS_REPORT_SECRET_FILE' }),
});

const reservedSlots = section(
  'Moments that each desk may book for certain without a line (not where another system gives out time).',
  {
    slots: wholeNumber('Moments of one desk; 0: none.', 0, 20, { environment: 'ONTHAAL_RESERVED_SLOTS' }),
    days: wholeNumber('How many days ahead they lie at most.', 1, 7, { environment: 'ONTHAAL_RESERVED_DAYS' }),
    askBackHours: wholeNumber('So many hours beforehand a desk is asked for what it did not use.', 1, 144, {
      environment: 'ONTHAAL_RESERVED_ASK_BACK_HOURS',
    }),
    leaseHours: wholeNumber('Hours that a desk may book them without hearing of the mid-office.', 1, 336, {
      environment: 'ONTHAAL_RESERVED_LEASE_HOURS',
    }),
  },
);

const reminders = section('When people are reminded of an appointment; 0 is on the day itself, in the morning.', {
  emailDaysBefore: wholeNumber('Days before, by e-mail.', 0, 14, { environment: 'ONTHAAL_REMIND_EMAIL_DAYS' }),
  smsDaysBefore: wholeNumber('Days before, by text message.', 0, 14, { environment: 'ONTHAAL_REMIND_SMS_DAYS' }),
});

/** The shape of the configuration file. Other parts of the mid-office add their settings here. */
export const configurationFile = Type.Object(
  {
    database,
    server,
    tls,
    kiosks,
    metrics,
    acmIdm,
    content,
    mail,
    returnedMail,
    sms,
    reminders,
    appointments,
    reservedSlots,
    retention,
    citizens,
    session: section('Sessions of desks.', {
      tokenSecret: text('Signs the sessions: a random text of at least 32 characters, the same on every node.', {
        environment: 'ONTHAAL_TOKEN_SECRET',
        secret: true,
      }),
      tokenSecretFile: text('File with that secret.', { environment: 'ONTHAAL_TOKEN_SECRET_FILE' }),
    }),
    synchronisation: section('What desks receive.', {
      scope: Type.Optional(
        Type.Union([Type.Literal('all'), Type.Literal('teams'), Type.Literal('work')], {
          description:
            "all: every document; teams: what the rights of the member allow; work: of that only what the member's teams work on now.",
          environment: 'ONTHAAL_SCOPE',
        }),
      ),
    }),
    log: section('JSON lines on standard error.', {
      level: text('trace, debug, info, warn, error, fatal or silent.', { environment: 'ONTHAAL_LOG_LEVEL' }),
    }),
    traces: section('OpenTelemetry traces, off unless url is set.', {
      url: text('Where a collector takes traces by OTLP over HTTP, e.g. http://collector:4318/v1/traces.', {
        environment: 'ONTHAAL_TRACES_URL',
      }),
      ratio: Type.Optional(
        Type.Number({
          description: 'Which part of the requests is traced, from 0 to 1.',
          minimum: 0,
          maximum: 1,
          environment: 'ONTHAAL_TRACES_RATIO',
        }),
      ),
    }),
    demo: section('The demo municipality.', {
      enabled: Type.Optional(
        Type.Boolean({
          description: 'Demo people may log in without proof; an empty database is filled. Never in production.',
          environment: 'ONTHAAL_DEMO',
        }),
      ),
      dossiers: wholeNumber('Number of demo dossiers.', 50, 1_000_000, { environment: 'ONTHAAL_SEED_SIZE' }),
    }),
  },
  {
    $id: 'https://onthaal.example/schemas/onthaal-midoffice.schema.json',
    title: 'Configuration of the mid-office of Onthaal',
    additionalProperties: false,
  },
);

export type ConfigurationFile = Static<typeof configurationFile>;

/** One setting, however it is told. */
export interface Setting {
  /** Its place in the file, e.g. `server.port`. */
  readonly key: string;
  /** Its environment variable. */
  readonly variable: string;
  readonly secret: boolean;
  readonly schema: TSchema;
}

interface Described {
  readonly properties?: Readonly<Record<string, TSchema & Described>>;
  readonly environment?: string;
  readonly secret?: true;
}

function settingsBelow(schema: Described, path: readonly string[]): readonly Setting[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, below]) => {
    const key = [...path, name];
    if (below.environment === undefined) return settingsBelow(below, key);
    return [{ key: key.join('.'), variable: below.environment, secret: below.secret === true, schema: below }];
  });
}

/** Every setting of the file, in its order. */
export const settings: readonly Setting[] = settingsBelow(configurationFile as Described, []);

/** The file's JSON schema, for editors that help while typing. */
export function configurationSchemaText(): string {
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...configurationFile }, null, 2)}\n`;
}
