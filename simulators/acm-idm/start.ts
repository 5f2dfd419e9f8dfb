// Starts the stand-in for ACM/IDM as a process of its own; see simulators/README.md.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { JWK } from 'oidc-provider';
import { startAcmIdm } from './acm-idm.ts';
import type { RegisteredClient } from './provider-configuration.ts';

const { values } = parseArgs({
  options: {
    /** Public address of the mid-office. */
    midoffice: { type: 'string', default: 'http://127.0.0.1:8080' },
    port: { type: 'string', default: '0' },
    application: { type: 'string', default: 'onthaal' },
    'client-id': { type: 'string', default: 'onthaal-demo' },
    'client-secret': { type: 'string', default: 'a secret for demonstrations only' },
    /** File with the public key (JWK) of the client: then it proves itself by private_key_jwt. */
    'client-key': { type: 'string' },
    /** How much the clock of the stand-in is ahead, in seconds; negative: behind. */
    'clock-offset': { type: 'string', default: '0' },
  },
});

const offset = Number(values['clock-offset']) * 1000;
if (offset !== 0) {
  const honest = Date.now.bind(Date);
  Date.now = () => honest() + offset;
}

const keyFile = values['client-key'];
const client: RegisteredClient = {
  clientId: values['client-id'],
  proof:
    keyFile === undefined
      ? { secret: values['client-secret'] }
      : { publicKey: JSON.parse(readFileSync(keyFile, 'utf8')) as JWK },
  redirectUri: `${values.midoffice}/login/callback`,
  backChannelLogoutUri: `${values.midoffice}/login/back-channel-logout`,
  frontChannelLogoutUri: `${values.midoffice}/login/front-channel-logout`,
  scope: `openid profile vo ${values.application}`,
};
const acmIdm = await startAcmIdm({
  application: values.application,
  clients: [client],
  port: Number(values.port),
});
process.stdout.write(`ONTHAAL_ACM_IDM_READY ${JSON.stringify({ issuer: acmIdm.issuer })}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line.trim() !== 'rotate') return;
  acmIdm.rotateKeys();
  process.stdout.write('rotated\n');
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Nothing is kept, so nobody needs to be waited for.
  process.once(signal, () => process.exit(0));
}
