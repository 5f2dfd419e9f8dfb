import { readFileSync } from 'node:fs';
import { closest, distance } from 'fastest-levenshtein';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { parseDocument } from 'yaml';
import { configurationFile, type Setting, settings } from './configuration-file.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the value of a variable came from. */
export type Origin = 'environment' | 'file' | 'secret file';

/** All settings as if they were environment variables, with where each came from. */
export interface SettingSources {
  readonly environment: Environment;
  readonly origins: ReadonlyMap<string, Origin>;
  /** One per mistake; never with a value in it. */
  readonly sentences: readonly string[];
}

/** The variable with the path of the configuration file. */
export const fileVariable = 'ONTHAAL_CONFIGURATION';

const secretFileSuffix = '_FILE';
// More than this and the two words no longer look like one misspelt.
const mostSlips = 2;
/** Only for tests, and only in the environment. */
const testVariables = ['ONTHAAL_FAULTS', 'ONTHAAL_PREPARED_DATABASE'];
const knownVariables = [fileVariable, ...testVariables, ...settings.map(({ variable }) => variable)];

interface Node {
  readonly properties?: Readonly<Record<string, TSchema & Node>>;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly { readonly const?: unknown }[];
}

function expectation({ type, minimum, maximum, anyOf }: Node): string {
  if (anyOf !== undefined) return `one of ${anyOf.map((choice) => String(choice.const)).join(', ')}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`;
  if (type === 'number') return `a number from ${minimum} to ${maximum}`;
  if (type === 'array') return 'a list of texts';
  return type === 'object' ? 'a group of settings' : 'a text';
}

function wordsOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return Array.isArray(value) ? value.join(',') : String(value);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks the file beside its schema; gives every leaf to `take` and a sentence for all that does not fit. */
function walk(value: unknown, schema: Node, path: readonly string[], take: (key: string, value: unknown) => void) {
  const sentences: string[] = [];
  const here = path.length === 0 ? 'The configuration file' : path.join('.');
  if (!isGroup(value)) return [`${here} must be a group of settings.`];
  const known = schema.properties ?? {};
  for (const [name, below] of Object.entries(value)) {
    const key = [...path, name].join('.');
    const part = Object.hasOwn(known, name) ? known[name] : undefined;
    if (part === undefined) {
      const nearest = [...path, closest(name, Object.keys(known))].join('.');
      sentences.push(`${key} is unknown in the configuration file. Did you mean ${nearest}?`);
    } else if (part.properties !== undefined) {
      sentences.push(...walk(below, part, [...path, name], take));
    } else if (Check(part, below)) {
      take(key, below);
    } else {
      sentences.push(`${key} in the configuration file must be ${expectation(part)}.`);
    }
  }
  return sentences;
}

interface Layer {
  readonly values: ReadonlyMap<string, string>;
  readonly sentences: readonly string[];
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fileLayer(path: string): Layer {
  const values = new Map<string, string>();
  const text = textOf(path);
  if (text === undefined)
    return { values, sentences: [`The configuration file named in ${fileVariable} cannot be read.`] };
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    return { values, sentences: [`The configuration file is neither YAML nor JSON: see line ${line}.`] };
  }
  const variables = new Map(settings.map(({ key, variable }) => [key, variable]));
  const sentences = walk(document.toJS() ?? {}, configurationFile as Node, [], (key, value) => {
    values.set(variables.get(key) ?? key, wordsOf(value));
  });
  return { values, sentences };
}

function misspelt(environment: Environment): readonly string[] {
  return Object.keys(environment).flatMap((name) => {
    if (!name.startsWith('ONTHAAL_') || knownVariables.includes(name)) return [];
    const nearest = closest(name, knownVariables);
    if (distance(name, nearest) > mostSlips) return [];
    return [`The environment variable ${name} is unknown. Did you mean ${nearest}?`];
  });
}

function isFilled(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

/** Puts what is in the file of a secret in the place of the secret. */
function takeSecret({ key, variable }: Setting, values: Map<string, string>, origins: Map<string, Origin>) {
  const name = `${variable}${secretFileSuffix}`;
  const path = values.get(name);
  if (path === undefined) return [];
  const direct = origins.get(variable);
  if (direct !== undefined && direct === origins.get(name)) {
    return [`${variable} and ${name} (${key} and ${key}File) are both set: keep one of them.`];
  }
  // Whichever the environment names wins over what the file says.
  if (direct === 'environment') return [];
  const text = textOf(path);
  if (!isFilled(text)) return [`The file named in ${name} (${key}File) cannot be read or is empty.`];
  values.set(variable, text.trim());
  origins.set(variable, 'secret file');
  return [];
}

/**
 * Brings the configuration file, the files of secrets and the environment together; the environment wins.
 *
 * @param outside the environment variables of the process
 */
export function readSources(outside: Environment): SettingSources {
  const path = outside[fileVariable]?.trim();
  const file: Layer = isFilled(path) ? fileLayer(path) : { values: new Map(), sentences: [] };
  const values = new Map(file.values);
  const origins = new Map<string, Origin>([...values.keys()].map((name) => [name, 'file']));
  for (const [name, value] of Object.entries(outside)) {
    if (!isFilled(value)) continue;
    values.set(name, value);
    origins.set(name, 'environment');
  }
  // One says where the data must live; another one in the environment than in the file is a choice, not a mistake.
  dropOther(values, origins, 'DATABASE_URL', 'ONTHAAL_DATA');
  dropOther(values, origins, 'DATABASE_URL_FILE', 'ONTHAAL_DATA');
  dropOther(values, origins, 'ONTHAAL_DATA', 'DATABASE_URL');
  dropOther(values, origins, 'ONTHAAL_DATA', 'DATABASE_URL_FILE');
  const secrets = settings.filter(({ secret }) => secret).flatMap((setting) => takeSecret(setting, values, origins));
  const sentences = [...file.sentences, ...misspelt(outside), ...secrets];
  return { environment: Object.fromEntries(values), origins, sentences };
}

function dropOther(values: Map<string, string>, origins: Map<string, Origin>, winner: string, other: string): void {
  if (origins.get(winner) !== 'environment' || origins.get(other) !== 'file') return;
  values.delete(other);
  origins.delete(other);
}
