/** One cell as spreadsheets read it: what begins like a formula is text. */
function cell(value: string): string {
  // An amount below zero is a number, and nothing else may begin like a formula.
  const isFormula = /^[=+\-@\t\r]/.test(value) && !/^-\d+,\d{2}$/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows as CSV with semicolons, as spreadsheets in Belgium read it. No cell can become a formula. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
