import { Repeater } from 'graphql-yoga';
import type { PokeHub } from './poke-hub.ts';
import type { ChangePoke, Listener } from './subscribers.ts';

function together(first: ChangePoke | undefined, second: ChangePoke): ChangePoke {
  if (first === undefined) return second;
  return { collections: [...new Set([...first.collections, ...second.collections])] };
}

/**
 * The pokes for one desk. Those that come while it still reads the last one are taken together, so nothing piles up; a desk that
 * keeps up gets the hub's own.
 */
export function pokeStream(hub: PokeHub, listener?: Listener): AsyncIterableIterator<ChangePoke> {
  return new Repeater<ChangePoke>(async (deliver, stop) => {
    let waiting: ChangePoke | undefined;
    let busy = false;
    const drain = async (): Promise<void> => {
      busy = true;
      while (waiting !== undefined) {
        const poke = waiting;
        waiting = undefined;
        await deliver(poke);
      }
      busy = false;
    };
    const unsubscribe = hub.subscribe((poke) => {
      waiting = together(waiting, poke);
      if (!busy) void drain();
    }, listener);
    await stop;
    unsubscribe();
  });
}
