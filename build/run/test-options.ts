export const TEST_PARTS = ['check', 'unit', 'end-to-end'] as const;
export type TestPart = (typeof TEST_PARTS)[number];

export const TEST_HELP = `npm test                       everything
npm test -- check              formatting, lint, types, dead code, generated files, licences
npm test -- unit               unit and integration tests (Vitest)
npm test -- end-to-end         the application in a real Electron (Playwright)`;

/**
 * Reads the words after `npm test --`.
 * @returns the parts to run, in their fixed order; or the word that is not a part
 */
export function readTestParts(
  args: readonly string[],
): { readonly ok: true; readonly parts: readonly TestPart[] } | { readonly ok: false; readonly unknown: string } {
  const unknown = args.find((word) => !(TEST_PARTS as readonly string[]).includes(word));
  if (unknown !== undefined) return { ok: false, unknown };
  return { ok: true, parts: args.length === 0 ? TEST_PARTS : TEST_PARTS.filter((part) => args.includes(part)) };
}
