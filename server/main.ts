/** argv -> command -> exit code. */
import { migrate } from './commands/migrate.ts';
import { serve } from './commands/serve.ts';
import { type Config, readConfig } from './config.ts';
import { StartError } from './errors.ts';

const COMMANDS: Readonly<Record<string, (config: Config) => Promise<void>>> = { serve, migrate };

const USAGE = `Usage: live-comments COMMAND

  serve     run the server (settings come from the environment; docs/self-hosting.md lists them)
  migrate   bring the database to this version's schema, without serving
`;

// What is written holds mail addresses and secrets: for this user alone.
process.umask(0o077);

const [name = 'serve', ...rest] = process.argv.slice(2);
if (name === '--help' || name === 'help' || name === '-h') {
  process.stdout.write(USAGE);
} else {
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new StartError(`There is no command ‘${name}’.\n\n${USAGE}`);
    if (rest.length > 0)
      throw new StartError(
        `The command ${name} takes no arguments, but got ‘${rest.join(' ')}’; settings come from the environment.`,
      );
    await command(readConfig());
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`live-comments: ${error.message}\n`);
    process.exitCode = 1;
  }
}
