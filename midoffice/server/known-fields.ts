import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql';
import type { KnownFields } from '../documents/unknown-fields.ts';

/**
 * The fields that a desk knows of a document: those of `master` that its push asks back. A desk always asks for every field that it
 * keeps, also a desk of before a field existed; undefined when it asks for no master at all.
 */
export function knownFieldsOf(info: GraphQLResolveInfo): KnownFields | undefined {
  for (const field of info.fieldNodes) {
    const master = fieldsOf(info, field).find(({ name }) => name.value === 'master');
    if (master !== undefined) return treeOf(info, master);
  }
  return undefined;
}

/** Whether the request reads this field of the answer. */
export function asksFor(info: GraphQLResolveInfo, name: string): boolean {
  return info.fieldNodes.some((field) => fieldsOf(info, field).some((child) => child.name.value === name));
}

function treeOf(info: GraphQLResolveInfo, field: FieldNode): KnownFields {
  const inner = fieldsOf(info, field);
  return Object.fromEntries(
    inner.map((child) => [child.name.value, child.selectionSet === undefined ? true : treeOf(info, child)]),
  );
}

function fieldsOf(info: GraphQLResolveInfo, { selectionSet }: Pick<FieldNode, 'selectionSet'>): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection: SelectionNode) => {
    if (selection.kind === 'Field') return [selection];
    const fragment = selection.kind === 'InlineFragment' ? selection : info.fragments[selection.name.value];
    return fragment === undefined ? [] : fieldsOf(info, fragment);
  });
}
