import { readable } from '../../host/command/quote.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import type { Job } from './job.js';

/** How far a job got before its machine stopped or was stopped. */
export interface JobEnd {
  /** How many commands had ended. */
  readonly ran: number;
  /** What was received instead of results. */
  readonly got: string;
  /** The machine's console log. */
  readonly console: string;
}

const KERNEL_CRASH = /Kernel panic|BUG:|Oops|general protection fault|Out of memory/;
const SHOWN = 12;

/** The console from the kernel's first message about a crash on; without one, the last lines. */
const consoleExcerpt = (text: string): string => {
  const lines = text.trimEnd().split('\n');
  const crash = lines.findIndex((line) => KERNEL_CRASH.test(line));
  return lines
    .slice(crash < 0 ? -SHOWN : crash)
    .slice(0, SHOWN)
    .join('\n');
};

const progressOf = ({ commands }: Job, ran: number): string => {
  const command = commands[ran];
  const progress = `${ran} of ${commands.length} commands completed`;
  return command === undefined ? progress : `${progress}, then: ${readable(command.argv)}`;
};

/** The machine crashed, hung, or sent results that are incomplete. */
export class JobFailed extends Failure {
  constructor(job: Job, { ran, got, console }: JobEnd) {
    const excerpt = consoleExcerpt(console);
    const shown = excerpt === '' ? 'the console is empty' : `console:\n${excerpt}`;
    super({
      attempted: `running a job of ${job.commands.length} commands in instruction time`,
      where: job.name,
      got: `${got}; ${progressOf(job, ran)}; ${shown}`,
    });
  }
}

/** QEMU's messages when it lacks something a deterministic machine needs, and remedies. */
const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /plugin/i,
    "use a QEMU with TCG plugins, such as Debian's qemu-system-x86, and a plugin built for it",
  ],
  [
    /tcg|icount/i,
    "use a QEMU with TCG, such as Debian's qemu-system-x86, or a testbed without `lab: kind: deterministic`",
  ],
  [/nvdimm|memory-backend|not found|-seed/i, 'install QEMU 7 or newer: qemu-system-x86'],
  [/serial|chardev/i, 'check that the cache folder is writable and has free space'],
];

/** QEMU could not start the machine. */
export class MachineNotStarted extends PreconditionFailure {
  constructor(job: Job, log: string, cause: unknown) {
    const got = lastLines(log, 3);
    const remedy = REMEDIES.find(([pattern]) => pattern.test(got))?.[1];
    super({
      attempted: 'starting QEMU with one CPU and a clock that counts instructions',
      where: job.name,
      got: got === '' ? 'QEMU exited with no output' : got,
      remedy,
      cause,
    });
  }
}
