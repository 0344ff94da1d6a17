import { parseArgs } from 'node:util';
import { ask } from './commands/ask.ts';
import { upDetached } from './commands/detach.ts';
import { down } from './commands/down.ts';
import { logs } from './commands/logs.ts';
import { prepare } from './commands/prepare.ts';
import { reset } from './commands/reset.ts';
import { status } from './commands/status.ts';
import { up } from './commands/up.ts';
import { readSettings } from './settings/settings.ts';

const usage = `npm run sandbox -- COMMAND

  up [--no-portal] [--fault-proxy] [--detach]   start it and stay; Ctrl-C ends it
  down                                          end one that runs in another terminal
  status                                        the state of every part
  logs NAME [--follow]                          the end of a part's log
  reset                                         empty the state
  prepare [--no-portal] [NAME ...]              build everything, start nothing
  stop NAME | start NAME | restart NAME         a part of a running sandbox
  fault MODE                                    pass, refuse, silence, cut, 403, 429 or 503 (with --fault-proxy)
`;

const options = {
  'no-portal': { type: 'boolean', default: false },
  'fault-proxy': { type: 'boolean', default: false },
  detach: { type: 'boolean', default: false },
  follow: { type: 'boolean', short: 'f', default: false },
} as const;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [command, ...names] = positionals;
  const [name] = names;
  const settings = readSettings(process.env);
  const hasPortal = !values['no-portal'];
  switch (command) {
    case 'up':
      if (values.detach)
        return upDetached(
          settings,
          process.argv.slice(3).filter((argument) => argument !== '--detach'),
        );
      return up(settings, { hasPortal, usesFaultProxy: values['fault-proxy'] });
    case 'down':
      return down(settings);
    case 'status':
      return status(settings);
    case 'logs':
      return logs(settings, name, values.follow);
    case 'reset':
      return reset(settings);
    case 'prepare':
      return prepare(settings, { hasPortal, only: names });
    case 'stop':
    case 'start':
    case 'restart':
      if (name === undefined) break;
      return ask(settings, { command, part: name });
    case 'fault':
      if (name === undefined) break;
      return ask(settings, { command, mode: name });
  }
  console.error(usage);
  return 2;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
