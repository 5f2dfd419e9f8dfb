import { schemaText } from '@onthaal/contract/graphql/schema-text.ts';
import type { ValidationRule } from 'graphql';
import { createGraphQLError, createSchema, createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { maskUnexpected } from './graphql-errors.ts';
import type { RequestContext } from './request-context.ts';
import { resolvers } from './resolvers.ts';

const mostRootFields = 12;
const mostTokens = 4000;
const rootTypes = ['Query', 'Mutation', 'Subscription'];

/** Refuses a request that repeats expensive fields under many aliases. */
const fewRootFields: ValidationRule = (context) => {
  let rootFields = 0;
  return {
    Field: (field) => {
      if (!rootTypes.includes(context.getParentType()?.name ?? '')) return;
      rootFields += 1;
      if (rootFields !== mostRootFields + 1) return;
      context.reportError(createGraphQLError(`At most ${mostRootFields} fields per request.`, { nodes: [field] }));
    },
  };
};

const limits: Plugin = {
  onParse: ({ params }) => {
    params.options = { ...params.options, maxTokens: mostTokens };
  },
  onValidate: ({ addValidationRule }) => addValidationRule(fewRootFields),
};

/** The GraphQL engine: takes a request and its context, gives a response. Depth needs no cap: no entity contains itself. */
export function graphqlEngine(logger: Logger) {
  return createYoga<RequestContext>({
    schema: createSchema<RequestContext>({ typeDefs: schemaText(), resolvers: resolvers() }),
    graphqlEndpoint: '/graphql',
    // Yoga's own log lines quote messages, which can quote documents.
    logging: false,
    graphiql: false,
    landingPage: false,
    batching: false,
    cors: false,
    plugins: [limits],
    maskedErrors: { maskError: (error) => maskUnexpected(error, logger) },
  });
}
