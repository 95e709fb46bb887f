import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommanderError } from 'commander';
import { Failure } from '../../model/failure.js';

/** A command line that vrbench does not take. */
export class UsageError extends Failure {
  override readonly kind = 'usage';

  /** @param command the verb as it was typed: `vrbench lab up` */
  constructor(command: string, got: string) {
    super({
      attempted: `reading the command line of ${command}`,
      got,
      remedy: `${command} --help`,
    });
  }
}

/** `vrbench lab up`: a verb with those that it is in. */
const commandPath = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;

/** `error: unknown option '--fst'\n(Did you mean --fast?)`, as one line without what it begins with. */
const messageOf = ({ code, message }: CommanderError): string =>
  code === 'commander.help'
    ? 'no verb is named'
    : message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');

/** What commander found wrong in the words of a verb, as an error like all others. */
export const usageErrorOf = (command: CommandUnknownOpts, error: CommanderError): UsageError =>
  new UsageError(commandPath(command), messageOf(error));
