import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { readSealedFile, writeSealedFile } from './sealed-file.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * So long somebody may open the local file without the mid-office having said that this is still in order (ADR 0021): a holiday
 * with a closed office fits in it, a laptop that was stolen does not stay open for ever.
 */
export const OFFLINE_DAYS = 14;
const DAY_MILLISECONDS = 86_400_000;

const Grant = Type.Object({ member: SessionMember, token: Type.String(), expiresAt: Type.String() });
const Kept = Compile(
  Type.Object({
    version: Type.Literal(2),
    grant: Grant,
    /** When the mid-office gave it: milliseconds since 1970. */
    contactAt: Type.Number(),
    /** The latest moment that this desk has seen: a clock that is set back wins no time. */
    seenAt: Type.Number(),
  }),
);
const FirstVersion = Compile(Grant);

interface KeptGrant {
  readonly grant: SessionGrant;
  readonly contactAt: number;
  readonly seenAt: number;
}

/** Keeps a grant that the mid-office just gave, so that this member can open the file when there is no line. */
export function keepGrant(file: string, box: SecretBox, grant: SessionGrant, now: number): Promise<Result<null>> {
  const end = Date.parse(grant.expiresAt);
  // The end is by the clock of the mid-office: a desk whose clock runs years ahead wins no years.
  const contactAt = Number.isNaN(end) ? now : Math.min(now, end);
  return write(file, box, { grant, contactAt, seenAt: contactAt });
}

/**
 * The grant of an earlier login, for opening the file without a line.
 *
 * @param now milliseconds since 1970
 * @returns undefined when there is none that can be understood; OFFLINE_TOO_LONG when the mid-office has not been heard for
 * longer than the offline period; the failures of the keyring
 */
export async function earlierGrant(
  file: string,
  box: SecretBox,
  now: number,
): Promise<Result<SessionGrant | undefined>> {
  const text = await readSealedFile(file, box);
  if (!text.ok) return text;
  const kept = text.value === undefined ? undefined : parse(text.value);
  if (kept === undefined) return success(undefined);
  const moment = Math.max(now, kept.seenAt);
  if (moment - kept.contactAt > OFFLINE_DAYS * DAY_MILLISECONDS) {
    return failure('OFFLINE_TOO_LONG', { retryable: true, details: { days: OFFLINE_DAYS } });
  }
  if (moment > kept.seenAt) await write(file, box, { ...kept, seenAt: moment });
  return success(kept.grant);
}

function write(file: string, box: SecretBox, kept: KeptGrant): Promise<Result<null>> {
  return writeSealedFile(file, box, JSON.stringify({ version: 2, ...kept }));
}

function parse(text: string): KeptGrant | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Kept.Check(value)) return value;
  if (!FirstVersion.Check(value)) return undefined;
  // A file of before the offline period says only until when the grant counts; that is as good as a contact.
  const contactAt = Date.parse(value.expiresAt);
  return Number.isNaN(contactAt) ? undefined : { grant: value, contactAt, seenAt: contactAt };
}
