/** No request of a desk nests nearly as deep; what reads documents, level by level, must not run out of stack. */
export const mostNesting = 100;

const [quote, backslash, openBrace, openBracket, closeBrace, closeBracket] = Buffer.from('"\\{[}]');

/** Whether JSON text nests deeper than any request may. Counts brackets outside texts, so it takes any text for JSON. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json.charCodeAt(index);
    if (inText) {
      if (character === backslash) index += 1;
      else if (character === quote) inText = false;
    } else if (character === quote) inText = true;
    else if (character === openBrace || character === openBracket) {
      depth += 1;
      if (depth > mostNesting) return true;
    } else if (character === closeBrace || character === closeBracket) depth -= 1;
  }
  return false;
}
