import { settings } from './configuration-file.ts';
import { type Environment, readSources } from './setting-sources.ts';

function shown(secret: boolean, value: string): string {
  if (secret) return '(set, not shown)';
  return JSON.stringify(value);
}

/**
 * What the mid-office goes by, one line per setting that somebody set, with where it was set. Secrets are never printed, nor
 * are the settings that nobody set: those have the default of the operations guide.
 */
export function printedConfiguration(outside: Environment): string {
  const { environment, origins } = readSources(outside);
  const lines = settings.flatMap(({ key, variable, secret }) => {
    const value = environment[variable];
    const origin = origins.get(variable);
    return value === undefined || origin === undefined
      ? []
      : [`${key}: ${shown(secret, value)}  # ${origin}, ${variable}`];
  });
  return lines.length === 0 ? 'Nothing is set: all defaults.\n' : `${lines.join('\n')}\n`;
}
