import type { CDPSession, Page } from '@playwright/test';

/** One key of the keyboard: its place, as `event.code` says it, and its characters without and with Shift. */
type KeyPlace = readonly [code: string, plain: string, shifted: string];

/** The Belgian keyboard (period layout), row by row. Dead keys and those with AltGr are left out. */
const places: readonly KeyPlace[] = [
  ['Backquote', '²', '³'],
  ['Digit1', '&', '1'],
  ['Digit2', 'é', '2'],
  ['Digit3', '"', '3'],
  ['Digit4', "'", '4'],
  ['Digit5', '(', '5'],
  ['Digit6', '§', '6'],
  ['Digit7', 'è', '7'],
  ['Digit8', '!', '8'],
  ['Digit9', 'ç', '9'],
  ['Digit0', 'à', '0'],
  ['Minus', ')', '°'],
  ['Equal', '-', '_'],
  ...[...'azertyuiop'].map((letter, at): KeyPlace => [`Key${'QWERTYUIOP'.charAt(at)}`, letter, letter.toUpperCase()]),
  ['BracketRight', '$', '*'],
  ...[...'qsdfghjkl'].map((letter, at): KeyPlace => [`Key${'ASDFGHJKL'.charAt(at)}`, letter, letter.toUpperCase()]),
  ['Semicolon', 'm', 'M'],
  ['Quote', 'ù', '%'],
  ['Backslash', 'µ', '£'],
  ['IntlBackslash', '<', '>'],
  ...[...'wxcvbn'].map((letter, at): KeyPlace => [`Key${'ZXCVBN'.charAt(at)}`, letter, letter.toUpperCase()]),
  ['KeyM', ',', '?'],
  ['Comma', ';', '.'],
  ['Period', ':', '/'],
  ['Slash', '=', '+'],
  ['Space', ' ', ' '],
];

/** The number Windows has for keys without a character; letters and digits have that of their capital. */
const virtualKeys: Readonly<Record<string, number>> = {
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Space: 32,
};
const bits = { Alt: 1, Ctrl: 2, Shift: 8 } as const;
type Modifier = keyof typeof bits;

/** What is pressed for one key: where it lies and what it gives. */
interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly number: number;
  readonly text: string;
  readonly needsShift: boolean;
}

function pressedOf(key: string): Pressed {
  const named = virtualKeys[key];
  if (named !== undefined && key !== 'Space') {
    return { key, code: key, number: named, text: key === 'Enter' ? '\r' : '', needsShift: false };
  }
  if (/^F\d+$/.test(key)) return { key, code: key, number: 111 + Number(key.slice(1)), text: '', needsShift: false };
  const character = key === 'Space' ? ' ' : key;
  const place = places.find(([, plain, shifted]) => plain === character || shifted === character);
  if (place === undefined) throw new Error(`A Belgian keyboard has no single key for "${key}"`);
  const [code, plain] = place;
  const number = /^[a-z\d ]$/i.test(character) ? character.toUpperCase().charCodeAt(0) : 0;
  return { key: character, code, number, text: character, needsShift: plain !== character };
}

/** A Belgian AZERTY keyboard at a desk: each key has the place and the character that it has there. */
export class BelgianKeyboard {
  readonly #devTools: CDPSession;

  private constructor(devTools: CDPSession) {
    this.#devTools = devTools;
  }

  static async at(page: Page): Promise<BelgianKeyboard> {
    return new BelgianKeyboard(await page.context().newCDPSession(page));
  }

  /** Presses a key such as `F2`, `Shift+F9`, `Alt+&` or `a`, with Shift by itself where a character needs it. */
  async press(combination: string): Promise<void> {
    const parts = combination === '+' ? ['+'] : combination.split('+');
    const key = parts.at(-1) ?? '';
    const pressed = pressedOf(key);
    const held = new Set(parts.slice(0, -1) as Modifier[]);
    if (pressed.needsShift) held.add('Shift');
    for (const modifier of held) await this.#modifier('rawKeyDown', modifier, held);
    const modifiers = [...held].reduce((sum, modifier) => sum + bits[modifier], 0);
    const isText = pressed.text !== '' && !held.has('Ctrl') && !held.has('Alt');
    const what = { key: pressed.key, code: pressed.code, windowsVirtualKeyCode: pressed.number, modifiers };
    await this.#devTools.send('Input.dispatchKeyEvent', {
      type: isText ? 'keyDown' : 'rawKeyDown',
      ...what,
      ...(isText ? { text: pressed.text, unmodifiedText: pressed.text } : {}),
    });
    await this.#devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what });
    for (const modifier of held) await this.#modifier('keyUp', modifier, held);
  }

  async #modifier(type: 'rawKeyDown' | 'keyUp', modifier: Modifier, held: ReadonlySet<Modifier>): Promise<void> {
    const key = modifier === 'Ctrl' ? 'Control' : modifier;
    const number = { Alt: 18, Ctrl: 17, Shift: 16 }[modifier];
    const modifiers = type === 'keyUp' ? 0 : [...held].reduce((sum, one) => sum + bits[one], 0);
    const what = { key, code: `${key}Left`, windowsVirtualKeyCode: number, modifiers };
    await this.#devTools.send('Input.dispatchKeyEvent', { type, ...what });
  }
}
