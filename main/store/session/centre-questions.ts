import { setTimeout as wait } from 'node:timers/promises';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { bringToDeskDocument, centralSearchDocument } from '@onthaal/contract/generated/client-documents.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type QuestionArguments, type QuestionName, questionArguments } from '@onthaal/contract/store/questions.ts';
import Type, { type TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { argumentChecks } from '../service/check-arguments.ts';
import { MidofficeClient } from '../synchronisation/midoffice-client.ts';
import { requestErrorIn } from '../synchronisation/request-error.ts';

interface Question {
  readonly document: string;
  /** The field of the answer. */
  readonly field: string;
  readonly answer: Validator;
}

const optionalText = Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()]));
const Hit = Type.Object({
  kind: Type.Enum(['person', 'dossier'] as const),
  id: Type.String({ maxLength: 64 }),
  title: Type.String({ maxLength: 300 }),
  subtitle: Type.String({ maxLength: 300 }),
  state: optionalText,
});

function question(document: string, field: string, schema: TSchema): Question {
  return { document, field, answer: Compile(Type.Object({ [field]: schema })) as Validator };
}

const questions: Readonly<Record<QuestionName, Question>> = {
  searchCentre: question(
    centralSearchDocument,
    'centralSearch',
    Type.Object({ needed: Type.Boolean(), hits: Type.Array(Hit, { maxItems: 100 }), more: Type.Boolean() }),
  ),
  bringToDesk: question(bringToDeskDocument, 'bringToDesk', Type.Literal(true)),
};

const checks = argumentChecks(questionArguments);

/**
 * Asks the mid-office now, past the sync.
 *
 * @returns the answer as JSON text, or why there is none: MIDOFFICE_UNREACHABLE and the like
 */
export async function askCentre(url: string, token: string, name: string, args: unknown): Promise<Result<string>> {
  if (!Object.hasOwn(questions, name)) return failure('CHANNEL_UNKNOWN');
  const checked = checks[name as QuestionName](args);
  if (!checked.ok) return checked;
  const { document, field, answer } = questions[name as QuestionName];
  const client = new MidofficeClient({ url, token: () => token });
  try {
    const value = await client.request<Readonly<Record<string, unknown>>>(document, checked.value as never);
    return answer.Check(value) ? success(JSON.stringify(value[field])) : failure('MIDOFFICE_ANSWER_MALFORMED');
  } catch (error) {
    const problem = requestErrorIn(error)?.problem;
    if (problem === undefined) throw error;
    return { ok: false, error: problem };
  } finally {
    client.close();
  }
}

const LONGEST_ARRIVAL = 15_000;
const LOOK_MILLISECONDS = 40;

/** Waits until what the mid-office brings is here; after a while its screen goes on waiting. */
export async function untilBrought(
  args: unknown,
  has: (collection: CollectionName, id: string) => boolean,
): Promise<void> {
  const { kind, id } = args as QuestionArguments['bringToDesk'];
  const collection = kind === 'person' ? 'persons' : 'dossiers';
  const deadline = performance.now() + LONGEST_ARRIVAL;
  while (!has(collection, id) && performance.now() < deadline) await wait(LOOK_MILLISECONDS);
}
