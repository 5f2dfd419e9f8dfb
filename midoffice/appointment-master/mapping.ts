import { readFileSync } from 'node:fs';
import { type Appointment, appointmentModes } from '@onthaal/contract/entities/appointment.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';

type Mode = Appointment['mode'];

/** Which of our products and locations are which of theirs. */
export interface Mapping {
  /** Our location (its id) to theirs. Other locations stay with Onthaal's own planner. */
  readonly locations: ReadonlyMap<string, string>;
  /** Our product (its code) to theirs, for each way in which it is given. */
  readonly products: ReadonlyMap<string, Readonly<Partial<Record<Mode, string>>>>;
}

const Name = Type.String({ minLength: 1, maxLength: 128 });
const shape = Type.Object(
  {
    locations: Type.Record(Type.String(), Name),
    products: Type.Record(
      Type.String(),
      Type.Union([
        Name,
        Type.Object(
          { physical: Type.Optional(Name), digital: Type.Optional(Name), hybrid: Type.Optional(Name) },
          { additionalProperties: false },
        ),
      ]),
    ),
  },
  { additionalProperties: false },
);
const check = Compile(shape);

const form = 'It must have "locations" and "products", each with names of ours and, behind them, the names there.';

/** Reads the file that says which of ours is which of theirs; adds a plain sentence for each mistake. */
export function readMapping(path: string, sentences: string[]): Mapping {
  const mistake = (sentence: string): Mapping => {
    sentences.push(sentence);
    return { locations: new Map(), products: new Map() };
  };
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'));
  } catch {
    return mistake('The file named in ONTHAAL_APPOINTMENTS_MAPPING cannot be read, or is neither YAML nor JSON.');
  }
  if (!check.Check(value)) {
    const where = check.Errors(value)[0]?.instancePath.slice(1).replaceAll('/', '.') ?? '';
    return mistake(`The mapping of appointments has a mistake at "${where}". ${form}`);
  }
  const locations = new Map(Object.entries(value.locations));
  const products = new Map(
    Object.entries(value.products).map(([code, there]) => [
      code,
      typeof there === 'string' ? { physical: there, digital: there, hybrid: there } : there,
    ]),
  );
  if (locations.size === 0 || products.size === 0) return mistake(`The mapping of appointments is empty. ${form}`);
  const theirs = [...locations.values()];
  const twice = theirs.find((id, index) => theirs.indexOf(id) !== index);
  if (twice !== undefined) sentences.push(`The mapping of appointments names the location ${twice} twice.`);
  return { locations, products };
}

/** Their name of a product that is given in some way; undefined when they do not give it. */
export function productIdOf({ products }: Mapping, code: string, mode: Mode): string | undefined {
  return products.get(code)?.[mode];
}

/** Our product and way for a product of theirs; the first of those that fit. */
export function productOf(
  { products }: Mapping,
  id: string,
): { readonly code: string; readonly mode: Mode } | undefined {
  for (const [code, there] of products) {
    const mode = appointmentModes.find((one) => there[one] === id);
    if (mode !== undefined) return { code, mode };
  }
  return undefined;
}

/** Our location for one of theirs. */
export function locationOf({ locations }: Mapping, id: string): string | undefined {
  return [...locations].find(([, there]) => there === id)?.[0];
}
