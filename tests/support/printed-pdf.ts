import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

async function open(pdf: Buffer | undefined) {
  return getDocument({ data: Uint8Array.from(pdf ?? []), isEvalSupported: false }).promise;
}

/** What stands on a page of a printed PDF; the first one is 1. */
export async function textOf(pdf: Buffer | undefined, number = 1): Promise<string> {
  const page = await (await open(pdf)).getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join('');
}

/** What a screen reader needs to know of a printed PDF; the size in points. */
export async function accessibilityOf(pdf: Buffer | undefined) {
  const document = await open(pdf);
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const marks = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  return {
    title: info.Title,
    language: info.Language,
    tagged: marks?.Marked,
    pages: document.numPages,
    size: [Math.round(width), Math.round(height)],
  };
}

interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly StructureNode[];
}

/** The tags of all pages, as a screen reader walks through them, and what pictures say. */
export async function structureOf(pdf: Buffer | undefined) {
  const document = await open(pdf);
  const numbers = Array.from({ length: document.numPages }, (_, place) => place + 1);
  const trees = await Promise.all(numbers.map(async (number) => (await document.getPage(number)).getStructTree()));
  const nodesOf = (node: StructureNode): readonly StructureNode[] => [node, ...(node.children ?? []).flatMap(nodesOf)];
  const nodes = trees.flatMap((tree) => (tree === null ? [] : nodesOf(tree as StructureNode)));
  return {
    roles: [...new Set(nodes.flatMap(({ role }) => role ?? []))],
    alternatives: nodes.flatMap(({ alt }) => alt ?? []),
  };
}
