import { type KeyPress, matchesCombination } from './key-combination.ts';
import { type KeyAction, keyActions, keyDefinition } from './key-table.ts';

export interface Binding {
  readonly action: KeyAction;
  readonly layer: number;
  /** What runs; absent while the action is on the screen but not possible now. */
  readonly run: (() => void) | undefined;
  /** Another binding of the action goes first, also an older one: what stands beside every screen leaves the screen its keys. */
  readonly yields?: boolean;
}

/**
 * Which actions are possible now. Screens and buttons bind actions of the key table while they are mounted; a dialog opens a
 * layer above, and keys of the layers under it rest until it closes. Of two bindings of one action the newest counts.
 */
export class KeyRegistry {
  #bindings: readonly Binding[] = [];
  #layers: readonly number[] = [0];
  #nextLayer = 1;
  #interceptor: (() => void) | undefined;
  #resting = 0;
  #screenBindings: readonly Binding[] | undefined;
  readonly #listeners = new Set<() => void>();

  /** Adds a binding; the returned function removes exactly this one. */
  bind(binding: Binding): () => void {
    this.#change(binding.yields ? [binding, ...this.#bindings] : [...this.#bindings, binding], this.#layers);
    return () =>
      this.#change(
        this.#bindings.filter((other) => other !== binding),
        this.#layers,
      );
  }

  /** Opens a layer (a dialog): its number, and the function that closes it. */
  openLayer(): readonly [layer: number, close: () => void] {
    const layer = this.#nextLayer;
    this.#nextLayer += 1;
    this.#change(this.#bindings, [...this.#layers, layer]);
    return [
      layer,
      () =>
        this.#change(
          this.#bindings,
          this.#layers.filter((other) => other !== layer),
        ),
    ];
  }

  /** The bindings of the screen under all dialogs, for F1 and the palette. The same array until something changes. */
  readonly screenBindings = (): readonly Binding[] => {
    this.#screenBindings ??= this.#answering(0);
    return this.#screenBindings;
  };

  #answering(top: number): readonly Binding[] {
    return keyActions.flatMap((action) => {
      const through = keyDefinition(action).throughDialogs === true;
      const found = this.#bindings.filter((binding) => binding.action === action && (binding.layer === top || through));
      return found.slice(-1);
    });
  }

  /** Takes every key until the returned function is called: the blank screen shows again at any key, and that key does no more. */
  interceptAll(handler: () => void): () => void {
    this.#interceptor = handler;
    return () => {
      this.#interceptor = undefined;
    };
  }

  /** Lets every key rest until the returned function is called: on the locked screen they only type. */
  rest(): () => void {
    this.#resting += 1;
    return () => {
      this.#resting -= 1;
    };
  }

  /** Runs what the key press stands for. True: it was ours, the caller prevents the default. */
  dispatch(press: KeyPress): boolean {
    if (this.#interceptor) {
      this.#interceptor();
      return true;
    }
    if (this.#resting > 0 || (press.ctrlKey && press.altKey)) return false;
    const binding = this.#answering(this.#layers.at(-1) ?? 0).find((candidate) =>
      keyDefinition(candidate.action).keys.some((keys) => matchesCombination(press, keys)),
    );
    if (!binding) return false;
    binding.run?.();
    return true;
  }

  /** Calls `listener` after each change; returns the function that stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(bindings: readonly Binding[], layers: readonly number[]): void {
    this.#bindings = bindings;
    this.#layers = layers;
    this.#screenBindings = undefined;
    for (const listener of this.#listeners) listener();
  }
}
