import type { Locator, Page } from '@playwright/test';
import type { BelgianKeyboard } from './belgian-keyboard.ts';

/** What is on the screen when a key, or a card, has done what the clerk waits for. */
export interface Effect {
  readonly selector: string;
  /** A regular expression on the text, or the value, of an element that the selector finds. */
  readonly text?: string;
  /** How many of them there are, at least. */
  readonly count?: number;
  readonly isGone?: boolean;
}

/** One key, in milliseconds from its keydown. */
export interface KeyReaction {
  readonly key: string;
  /** Until the frame is painted in which something changed: a text, a focus, a screen. */
  readonly reaction: number;
  /** Until the frame is painted with what the clerk needs to go on; the same when nothing more was asked. */
  readonly ready: number;
}

interface Times {
  readonly reaction: number;
  readonly ready: number;
}

/** Longest that anything may take before the flow is given up. */
const LONGEST = 30_000;
const MOST_TABS = 40;

/** In the page: waits from the next keydown, or from now, until something changed and until the effect is there. */
function watchPage(wanted: { effect: Effect | null; fromKey: boolean; longest: number }): Promise<Times> {
  const { effect, fromKey, longest } = wanted;
  const isThere = (): boolean => {
    if (effect === null) return true;
    const pattern = new RegExp(effect.text ?? '');
    const found = [...document.querySelectorAll<HTMLElement>(effect.selector)].filter((element) =>
      pattern.test(element instanceof HTMLInputElement ? element.value : (element.textContent ?? '')),
    );
    return effect.isGone === true ? found.length === 0 : found.length >= (effect.count ?? 1);
  };
  const inFocus = (): string => {
    const focused = document.activeElement;
    const typed = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.value : '';
    return `${typed} ${focused?.getAttribute('aria-activedescendant') ?? ''}`;
  };
  return new Promise((resolve, reject) => {
    const begin = (at: number): void => {
      const before = { element: document.activeElement, state: inFocus() };
      let hasChanged = !fromKey;
      let reaction = 0;
      const observer = new MutationObserver(() => (hasChanged = true));
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      const afterPaint = (then: (now: number) => void): void => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => then(performance.now() - at);
        channel.port2.postMessage(null);
      };
      const look = (): void => {
        hasChanged ||= document.activeElement !== before.element || inFocus() !== before.state;
        if (hasChanged && reaction === 0) {
          reaction = Number.MIN_VALUE;
          afterPaint((now) => (reaction = now));
        }
        if (performance.now() - at > longest) {
          reject(new Error(`Nothing came of it: ${JSON.stringify({ effect, hasChanged })}`));
        } else if (hasChanged && isThere()) {
          observer.disconnect();
          afterPaint((ready) => resolve({ reaction: Math.min(reaction, ready), ready }));
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    if (!fromKey) return begin(performance.now());
    const listen = (event: KeyboardEvent): void => {
      if (['Shift', 'Alt', 'Control'].includes(event.key)) return;
      window.removeEventListener('keydown', listen, true);
      begin(event.timeStamp);
    };
    window.addEventListener('keydown', listen, true);
  });
}

/** Presses keys at a desk and remembers how long each took. */
export class KeyWatch {
  readonly reactions: KeyReaction[] = [];
  /** Waits that no key began, such as that for a card, in milliseconds. */
  readonly waits: Record<string, number> = {};
  readonly #page: Page;
  readonly #keyboard: BelgianKeyboard;

  constructor(page: Page, keyboard: BelgianKeyboard) {
    this.#page = page;
    this.#keyboard = keyboard;
  }

  /** Presses a key and waits until something changed and, when it is given, until the effect is there. */
  async press(key: string, effect?: Effect): Promise<void> {
    const seen = this.#watch(effect, true);
    // The page handles what it is asked in order: when this is answered, the listener is there.
    await this.#page.evaluate(() => undefined);
    await this.#keyboard.press(key);
    const times = await seen.catch((error: unknown) => {
      throw new Error(`${key}: ${String(error)}`);
    });
    this.reactions.push({ key, ...times });
  }

  /** Types a text, each character with its own key; the effect belongs to the last one. */
  async type(text: string, effect?: Effect): Promise<void> {
    const characters = [...text];
    for (const [at, character] of characters.entries()) {
      await this.press(character === ' ' ? 'Space' : character, at === characters.length - 1 ? effect : undefined);
    }
  }

  /** Presses Tab until the element has the focus. */
  async tabTo(wanted: Locator): Promise<void> {
    for (let count = 0; count < MOST_TABS; count += 1) {
      // While a list is open everything beside it is hidden from who listens; Tab closes it.
      const isSeen = (await wanted.count()) === 1;
      if (isSeen && (await wanted.evaluate((element) => element === document.activeElement))) return;
      await this.press('Tab');
    }
    throw new Error(`${MOST_TABS} times Tab, and not at ${wanted}`);
  }

  /** Does something that is no key, and waits until its effect is there. */
  async during(name: string, act: () => Promise<void>, effect: Effect): Promise<void> {
    const seen = this.#watch(effect, false);
    await this.#page.evaluate(() => undefined);
    await act();
    this.waits[name] = (await seen).ready;
  }

  #watch(effect: Effect | undefined, fromKey: boolean): Promise<Times> {
    return this.#page.evaluate(watchPage, { effect: effect ?? null, fromKey, longest: LONGEST });
  }
}
