const special: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ı: 'i', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

/** Lower-case letters a-z of a name, for a mailbox or a file name; other characters keep their place. */
export function foldToAscii(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[łøıđßæœ]/g, (letter) => special[letter] ?? letter);
}
