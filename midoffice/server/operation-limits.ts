import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { createGraphQLError } from 'graphql-yoga';

/** Most of each that an operation may have; what desks send stays under half of every one. */
export const operationLimits = { rootFields: 12, depth: 12, fields: 1000, tokens: 4000 } as const;

type Counted = keyof Omit<typeof operationLimits, 'tokens'>;

interface Size {
  readonly depth: number;
  /** Fields with every fragment put in place, aliases counted one by one. */
  readonly fields: number;
  readonly rootFields: number;
}

const introspection = ['__schema', '__type'];
const nothing: Size = { depth: 0, fields: 0, rootFields: 0 };
const endless: Size = { depth: Infinity, fields: Infinity, rootFields: Infinity };

const sentences: Readonly<Record<Counted, string>> = {
  rootFields: `At most ${operationLimits.rootFields} fields per request.`,
  depth: `A request may go at most ${operationLimits.depth} levels deep.`,
  fields: `A request may ask for at most ${operationLimits.fields} fields, fragments counted each time.`,
};

/** Measures selections; a fragment once, however often it is used, so that fragments within fragments cost nothing here. */
class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #sizes = new Map<string, Size>();
  /** A field was met that tells what the schema looks like. */
  isIntrospective = false;

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of(selections: SelectionSetNode | undefined): Size {
    let { depth, fields, rootFields } = nothing;
    for (const selection of selections?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD;
      if (isField && introspection.includes(selection.name.value)) this.isIntrospective = true;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#ofFragment(selection.name.value)
          : this.of(selection.selectionSet);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields += inner.fields + (isField ? 1 : 0);
      rootFields += isField ? 1 : inner.rootFields;
    }
    return { depth, fields, rootFields };
  }

  #ofFragment(name: string): Size {
    const known = this.#sizes.get(name);
    if (known !== undefined) return known;
    // A fragment that contains itself has no end.
    this.#sizes.set(name, endless);
    const size = this.of(this.#fragments.get(name)?.selectionSet);
    this.#sizes.set(name, size);
    return size;
  }
}

/**
 * The plain error of an operation that asks for too much; found before it is validated, because that takes longer with every field.
 *
 * @param showSchema whether it may ask what the schema looks like
 */
export function operationProblem(document: DocumentNode, showSchema = true): GraphQLError | undefined {
  const measure = new Measure(document);
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  for (const { selectionSet } of operations) {
    const size = measure.of(selectionSet);
    const broken = (Object.keys(sentences) as Counted[]).find((name) => size[name] > operationLimits[name]);
    if (broken !== undefined) {
      return createGraphQLError(sentences[broken], { extensions: { code: 'ARGUMENT_INVALID', limit: broken } });
    }
  }
  if (showSchema || !measure.isIntrospective) return undefined;
  return createGraphQLError('This mid-office does not show its schema.', { extensions: { code: 'ARGUMENT_INVALID' } });
}
