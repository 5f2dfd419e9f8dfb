import { schemaText } from '@onthaal/contract/graphql/schema-text.ts';
import { createSchema, createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { maskUnexpected } from './graphql-errors.ts';
import { operationLimits, operationProblem } from './operation-limits.ts';
import type { RequestContext } from './request-context.ts';
import { resolvers } from './resolvers.ts';

/** Limits before anything is resolved. Nobody outside a demo is told what the schema looks like. */
function limits(showSchema: boolean): Plugin {
  return {
    onParse: ({ params }) => {
      params.options = { ...params.options, maxTokens: operationLimits.tokens };
    },
    onValidate: ({ params, setResult }) => {
      const problem = operationProblem(params.documentAST, showSchema);
      if (problem !== undefined) setResult([problem]);
    },
  };
}

/**
 * The GraphQL engine: takes a request and its context, gives a response.
 *
 * @param showSchema answers introspection: for demos and developers
 */
export function graphqlEngine(logger: Logger, showSchema: boolean) {
  return createYoga<RequestContext>({
    schema: createSchema<RequestContext>({ typeDefs: schemaText(), resolvers: resolvers() }),
    graphqlEndpoint: '/graphql',
    // Yoga's own log lines quote messages, which can quote documents.
    logging: false,
    graphiql: false,
    landingPage: false,
    batching: false,
    cors: false,
    plugins: [limits(showSchema)],
    maskedErrors: { maskError: (error) => maskUnexpected(error, logger) },
  });
}
