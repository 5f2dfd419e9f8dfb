import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { Repeater } from 'graphql-yoga';
import type { ChangePoke, PokeHub } from './poke-hub.ts';

/** The pokes for one desk. Those that come while it still reads the last one are taken together, so nothing piles up. */
export function pokeStream(hub: PokeHub): AsyncIterableIterator<ChangePoke> {
  return new Repeater<ChangePoke>(async (deliver, stop) => {
    const waiting = new Set<CollectionName>();
    let busy = false;
    const drain = async (): Promise<void> => {
      busy = true;
      while (waiting.size > 0) {
        const collections = [...waiting];
        waiting.clear();
        await deliver({ collections });
      }
      busy = false;
    };
    const unsubscribe = hub.subscribe((poke) => {
      for (const name of poke.collections) waiting.add(name);
      if (!busy) void drain();
    });
    await stop;
    unsubscribe();
  });
}
