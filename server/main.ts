/** argv -> command -> exit code. */
import { mail } from './commands/mail.ts';
import { migrate } from './commands/migrate.ts';
import { site } from './commands/site.ts';
import { type Config, readConfig } from './config.ts';
import { StartError } from './errors.ts';

type Command = (config: Config, args: readonly string[]) => Promise<void>;

/** The others are done before all that it needs is loaded. */
const serve: Command = async config => (await import('./commands/serve.ts')).serve(config);

const COMMANDS: Readonly<Record<string, Command>> = { serve, migrate, mail, site };
const TAKES_ARGUMENTS = new Set(['mail', 'site']);

const USAGE = `Usage: live-comments COMMAND

  serve     run the server (settings come from the environment; docs/self-hosting.md lists them)
  migrate   bring the database to this version's schema, without serving
  mail      mail test ADDRESS: send a mail as the server would, and show what the mail server says
  site      site list | add KEY [ORIGIN …] | set KEY SETTING=VALUE …: look after sites while no server runs
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
    if (rest.length > 0 && !TAKES_ARGUMENTS.has(name))
      throw new StartError(
        `The command ${name} takes no arguments, but got ‘${rest.join(' ')}’; settings come from the environment.`,
      );
    await command(readConfig(), rest);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`live-comments: ${error.message}\n`);
    process.exitCode = 1;
  }
}
