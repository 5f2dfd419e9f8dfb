import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { townHallLocationId } from '../../midoffice/seed/references/places.ts';
import { products } from '../../midoffice/seed/references/products.ts';
import type { PanelGroup, PanelSwitch } from '../../simulators/desk-panel/panel.ts';
import { type JccBehaviour, SimulatedJcc, simulatedLocations } from '../../simulators/jcc/jcc.ts';

/** The stand-in for JCC in the demo: it gives out the time of the town hall. */
export interface DemoJcc {
  /** What the mid-office is told. */
  readonly environment: Readonly<Record<string, string>>;
  readonly group: PanelGroup;
  readonly stop: () => Promise<void>;
}

type Behaviour = Extract<JccBehaviour, 'answers' | 'unavailable' | 'takenMeanwhile' | 'lostAfterBooking'>;

const words: Readonly<Record<Behaviour, readonly [label: string, state: string]>> = {
  answers: ['Laat JCC antwoorden', 'JCC antwoordt en boekt.'],
  unavailable: ['Maak JCC onbereikbaar', 'JCC antwoordt niet.'],
  takenMeanwhile: ['Laat iemand anders eerst zijn', 'Iemand anders boekt net voor de volgende afspraak.'],
  lostAfterBooking: ['Laat antwoorden op boekingen verloren gaan', 'JCC boekt, maar het antwoord komt niet aan.'],
};

/** A name as JCC has them, the same at each start. */
function activityId(code: string): string {
  const hash = createHash('sha256').update(code).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** Starts JCC on this computer with the products of the demo municipality, and writes their mapping in a folder. */
export async function startDemoJcc(folder: string): Promise<DemoJcc> {
  const activities = products.map(({ code, name, data }, index) => ({
    ...{ id: activityId(code), number: index + 1, description: name, minutes: data.minutes },
  }));
  const [location] = simulatedLocations;
  if (location === undefined) throw new Error('The stand-in for JCC has no location');
  const jcc = await SimulatedJcc.start(activities, [{ ...location, capacity: 4 }]);
  mkdirSync(folder, { recursive: true });
  const mappingFile = join(folder, 'appointments.json');
  const mapping = {
    locations: { [townHallLocationId]: location.id },
    products: Object.fromEntries(products.map(({ code }) => [code, activityId(code)])),
  };
  writeFileSync(mappingFile, JSON.stringify(mapping));
  const switches = (Object.keys(words) as Behaviour[]).map(
    (id): PanelSwitch => ({
      id: `jcc-${id}`,
      label: words[id][0],
      press: () => {
        jcc.behaviour = id;
        return Promise.resolve();
      },
    }),
  );
  return {
    environment: {
      ONTHAAL_APPOINTMENTS_MASTER: 'jcc',
      ONTHAAL_APPOINTMENTS_MAPPING: mappingFile,
      ONTHAAL_APPOINTMENTS_NEW_IDS: join(folder, 'new-appointments.txt'),
      ONTHAAL_JCC_URL: jcc.url,
      ONTHAAL_JCC_CLIENT_ID: jcc.clientId,
      ONTHAAL_JCC_CLIENT_SECRET: jcc.clientSecret,
    },
    group: { title: 'JCC-Afspraken', state: () => words[jcc.behaviour as Behaviour][1], switches },
    stop: () => jcc.stop(),
  };
}
