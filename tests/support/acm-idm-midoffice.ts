import { type AcmIdm, startAcmIdm } from '../../simulators/acm-idm/acm-idm.ts';
import { municipalityCode } from '../../simulators/acm-idm/personas.ts';
import { startTestMidoffice, type TestMidoffice } from './midoffice.ts';

const secret = 'the secret of the mid-office in this test';

/**
 * A stand-in for ACM/IDM and a mid-office whose people log in through it.
 *
 * @param variables of the mid-office, besides those of the login
 */
export async function startAcmIdmMidoffice(
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly acmIdm: AcmIdm; readonly midoffice: TestMidoffice }> {
  let acmIdm: AcmIdm | undefined;
  const midoffice = await startTestMidoffice(60, async (publicUrl) => {
    const client = {
      clientId: 'onthaal',
      proof: { secret },
      redirectUri: `${publicUrl}/login/callback`,
      backChannelLogoutUri: `${publicUrl}/login/back-channel-logout`,
      scope: 'openid profile vo onthaal',
    };
    acmIdm = await startAcmIdm({ application: 'onthaal', clients: [client] });
    return {
      ONTHAAL_PUBLIC_URL: publicUrl,
      ONTHAAL_ACMIDM_ISSUER: acmIdm.issuer,
      ONTHAAL_ACMIDM_CLIENT_ID: client.clientId,
      ONTHAAL_ACMIDM_CLIENT_SECRET: secret,
      ONTHAAL_ACMIDM_ORGANISATION: municipalityCode,
      ...variables,
    };
  });
  if (acmIdm === undefined) throw new Error('The mid-office started without asking where ACM/IDM is');
  return { acmIdm, midoffice };
}
