export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The pages of an export of the log of consultations as one file: one table with one head, or one list. */
export function joinExportPages(format: ExportFormat, pages: readonly string[]): string {
  if (format === 'json') {
    const rows = pages.flatMap((page) => JSON.parse(page) as readonly unknown[]);
    return `${JSON.stringify(rows, null, 2)}\n`;
  }
  const [first = '', ...others] = pages;
  return [first, ...others.map((page) => page.slice(page.indexOf('\r\n') + 2))].join('');
}
