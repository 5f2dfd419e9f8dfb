import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { demoLogInDocument, pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { v7 } from 'uuid';

type Appointment = DocumentOf<'appointments'>;

async function answerOf(url: string, query: string, variables: object, token = '') {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await answer.json()) as { readonly data: Readonly<Record<string, unknown>> };
}

/** Has a desk of its own give the centre an appointment as it stands, also one that no screen makes. Throws when the centre refuses it. */
export async function pushAppointment(
  midofficeUrl: string,
  given: Pick<Appointment, 'startsAt' | 'endsAt'> & Partial<Appointment>,
): Promise<string> {
  const [id, now] = [v7(), new Date().toISOString()];
  const appointment: Appointment = {
    ...{
      id,
      createdAt: now,
      updatedAt: now,
      updatedBy: { memberId: 'member-els', name: 'Els' },
    },
    ...{ code: id.slice(-8), state: 'booked', mode: 'physical', productCode: 'attest-woonst', subject: 'Attest' },
    ...{ answers: {}, guests: [], memberIds: [], teamId: 'team-onthaal', locationId: 'location-gemeentehuis' },
    ...{ bring: [], notices: [], notes: [] },
    ...given,
  };
  const { data } = await answerOf(midofficeUrl, demoLogInDocument, { memberId: 'member-els', deviceId: v7() });
  const { token } = data.demoLogIn as { readonly token: string };
  const rows = [{ operationId: v7(), newDocumentState: { ...appointment, deleted: false } }];
  const pushed = JSON.stringify(await answerOf(midofficeUrl, pushDocuments.appointments, { rows }, token));
  if (!pushed.includes('"outcome":"accepted"')) throw new Error(pushed);
  return id;
}
