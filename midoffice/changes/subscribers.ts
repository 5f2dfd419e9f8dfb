import { neighboursPoke } from '@onthaal/contract/devices/neighbours.ts';
import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { buildingsOfDevices } from '../scope/buildings.ts';
import { type Audience, anyBuildingKey, buildingKey, deviceKey, memberKey, teamKey } from './audience.ts';

/** What a poke may be about: a collection, or what the desks of a building share. */
export const pokeNames = [...collectionNames, neighboursPoke] as const;
export type PokeName = (typeof pokeNames)[number];

/** "Something changed in these collections and can be pulled now." */
export interface ChangePoke {
  readonly collections: readonly PokeName[];
}

/** Whose desk listens, and where it stands. */
export interface Listener {
  /** It has all documents, and hears of every change of them; of what desks share it hears only in its building. */
  readonly hasEverything: boolean;
  readonly memberId: string;
  readonly deviceId: string;
  readonly teamIds: readonly string[];
  /** Where the desk stands; undefined when nobody knows. */
  readonly building: string | undefined;
}

/** A change that can be pulled now. */
export interface ReadyChange {
  readonly collection: PokeName;
  readonly audience: Audience;
}

type Tell = (poke: ChangePoke) => void;

interface Subscriber {
  readonly tell: Tell;
  /** Undefined: hears everything. */
  readonly listener: Listener | undefined;
  keys: readonly string[];
}

function keysOf({ memberId, deviceId, teamIds, building }: Omit<Listener, 'hasEverything'>): readonly string[] {
  const place = building === undefined ? anyBuildingKey : buildingKey(building);
  return [memberKey(memberId), deviceKey(deviceId), ...teamIds.map(teamKey), place];
}

/** The desks that listen to a node, each told only of what concerns it. */
export class Subscribers {
  readonly #all = new Set<Subscriber>();

  /** Returns a function that ends the subscription. */
  add(tell: Tell, listener: Listener | undefined): () => void {
    const subscriber: Subscriber = { tell, listener, keys: listener === undefined ? [] : keysOf(listener) };
    this.#all.add(subscriber);
    return () => this.#all.delete(subscriber);
  }

  /** Members may have changed teams, and desks have gone to another building: from now on they hear of the new ones. */
  async readWhereabouts(orm: Orm): Promise<void> {
    const listeners = [...this.#all].flatMap(({ listener }) => listener ?? []);
    if (listeners.length === 0) return;
    const rows = await rowsOf<{ id: string; teamIds: unknown }>(
      orm,
      sql`SELECT id, data -> 'data' -> 'teamIds' AS "teamIds" FROM document WHERE collection = 'references' AND NOT deleted
            AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(listeners.map(({ memberId }) => memberId))}::jsonb))`,
    );
    const teams = new Map(rows.map(({ id, teamIds }) => [id, Array.isArray(teamIds) ? (teamIds as string[]) : []]));
    const deviceIds = [...new Set(listeners.map(({ deviceId }) => deviceId))];
    const buildings = await buildingsOfDevices(orm, deviceIds);
    for (const subscriber of this.#all) {
      if (subscriber.listener === undefined) continue;
      const { memberId, deviceId } = subscriber.listener;
      const teamIds = teams.get(memberId) ?? [];
      subscriber.keys = keysOf({ memberId, deviceId, teamIds, building: buildings.get(deviceId) });
    }
  }

  /** Pokes each desk that one of the changes concerns, once. Desks with the same poke get the same object. */
  tell(changes: readonly ReadyChange[]): void {
    const forAll = new Set<PokeName>();
    const byKey = new Map<string, Set<PokeName>>();
    for (const { collection, audience } of changes) {
      if (audience === 'everyone') forAll.add(collection);
      else for (const key of audience) byKey.set(key, (byKey.get(key) ?? new Set()).add(collection));
    }
    const everything = changes.map(({ collection }) => collection).filter((name) => name !== neighboursPoke);
    const pokes = new Map<string, ChangePoke>();
    for (const { tell, listener, keys } of this.#all) {
      const concerning = [...forAll, ...keys.flatMap((key) => [...(byKey.get(key) ?? [])])];
      const hearsAll = listener === undefined || listener.hasEverything;
      const wanted = new Set([...(hearsAll ? everything : []), ...concerning]);
      if (wanted.size === 0) continue;
      const collections = [...wanted].sort();
      const name = collections.join();
      const poke = pokes.get(name) ?? { collections };
      pokes.set(name, poke);
      tell(poke);
    }
  }
}
