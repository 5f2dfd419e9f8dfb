import { configurationSchemaText } from '../configuration/configuration-file.ts';
import { printedConfiguration } from '../configuration/printed-configuration.ts';
import { backupCommands } from './backup-commands.ts';
import { contentCommands } from './content-commands.ts';
import { kioskCommands } from './kiosk-commands.ts';

interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<number>;
}

function print(text: string): Promise<number> {
  process.stdout.write(text);
  return Promise.resolve(0);
}

const commands: Readonly<Record<string, Command>> = {
  ...backupCommands,
  ...contentCommands,
  ...kioskCommands,
  configuration: {
    usage: 'configuration    prints what is set and where, without secrets',
    run: (_args, environment) => print(printedConfiguration(environment)),
  },
  schema: {
    usage: 'schema           prints the JSON schema of the configuration file',
    run: () => print(configurationSchemaText()),
  },
};

function usage(): string {
  const lines = Object.values(commands).map((command) => `  ${command.usage}\n`);
  return `Use: npm run midoffice                 starts the mid-office\n     npm run midoffice -- COMMAND\n${lines.join('')}`;
}

/**
 * Runs what the administrator asks for on the command line.
 *
 * @returns the exit code of the process
 */
export async function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name = '', ...args] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(usage());
    return name === 'help' ? 0 : 1;
  }
  return command.run(args, environment);
}
