import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { pullDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { pullFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { mostPageBytes, pull } from '../documents/pull.ts';
import { type Answer, jsonAnswer } from './answers.ts';
import type { RequestContext } from './request-context.ts';
import { pullSourceOf } from './services.ts';

interface PullVariables {
  readonly checkpoint: string | null;
  readonly limit: number;
}

// A pull is a short text; longer bodies (pushes) are not worth reading twice.
const longestPull = 10_000;

const collectionOfQuery = new Map<string, CollectionName>(collectionNames.map((name) => [pullDocuments[name], name]));

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function variablesOf(value: unknown): PullVariables | undefined {
  const { checkpoint = null, limit } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (checkpoint !== null && typeof checkpoint !== 'string') return undefined;
  return typeof limit === 'number' && Number.isInteger(limit) ? { checkpoint, limit } : undefined;
}

/**
 * Answers the pull documents that desks send, word for word, without the GraphQL engine: it would visit every field of every
 * document, which costs more than all the rest of a first sync. The answer is the engine's, except that absent optional
 * fields are left out instead of null.
 *
 * @returns undefined for every other request, and whenever something is wrong with this one: the engine then answers it
 */
export async function directPull(body: string, context: RequestContext): Promise<Answer | undefined> {
  if (body.length > longestPull) return undefined;
  const { query, variables } = parsed(body);
  const collection = typeof query === 'string' ? collectionOfQuery.get(query) : undefined;
  const page = variablesOf(variables);
  if (collection === undefined || page === undefined) return undefined;
  const session = await context.session();
  if (!session.ok) return undefined;
  const result = await context.span.during('pull', { collection }, () =>
    pull(pullSourceOf(context.services), session.value, { collection, ...page, mostBytes: mostPageBytes }),
  );
  if (!result.ok || !(await context.feedStillHolds()).ok) return undefined;
  context.services.metrics.pulled(collection, result.value);
  context.traces.fields.push(pullFieldName(collection));
  return jsonAnswer(200, { data: { [pullFieldName(collection)]: result.value } });
}
