import { readable } from '../../host/command/quote.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import type { Job } from './job.js';

/** Where a job was when its machine ended, or was ended. */
export interface JobEnd {
  /** How many commands had ended. */
  readonly ran: number;
  /** What came instead of results. */
  readonly got: string;
  /** What the machine's console says. */
  readonly console: string;
}

const DYING = /Kernel panic|BUG:|Oops|general protection fault|Out of memory/;
const SHOWN = 12;

/** What the kernel said first of its end, before the many lines of its state; else the last lines. */
const consoleWords = (text: string): string => {
  const lines = text.trimEnd().split('\n');
  const dying = lines.findIndex((line) => DYING.test(line));
  return lines
    .slice(dying < 0 ? -SHOWN : dying)
    .slice(0, SHOWN)
    .join('\n');
};

const whileRunning = ({ commands }: Job, ran: number): string => {
  const command = commands[ran];
  const progress = `${ran} of ${commands.length} commands had ended`;
  return command === undefined ? progress : `${progress}, then: ${readable(command.argv)}`;
};

/** A machine that died, hung, or said what cannot be understood. */
export class JobFailed extends Failure {
  constructor(job: Job, { ran, got, console }: JobEnd) {
    const words = consoleWords(console);
    const said = words === '' ? 'the console says nothing' : `the console says:\n${words}`;
    super({
      attempted: `running a job of ${job.commands.length} commands in instruction time`,
      where: job.name,
      got: `${got}; ${whileRunning(job, ran)}; ${said}`,
    });
  }
}

/** What QEMU says when it lacks what a deterministic machine needs, and what then helps. */
const LACKING: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /plugin/i,
    "see that QEMU has TCG plugins, as Debian's qemu-system-x86 does, and that the plugin was built for it",
  ],
  [
    /tcg|icount/i,
    "use a QEMU with TCG, as Debian's qemu-system-x86 is, or a lab of another kind: without `lab: kind: deterministic`",
  ],
  [/nvdimm|memory-backend|not found|-seed/i, 'install QEMU 7 or newer: qemu-system-x86'],
  [/serial|chardev/i, 'see that the cache folder can be written to and has room'],
];

/** QEMU did not even start the machine. */
export class MachineRefused extends PreconditionFailure {
  constructor(job: Job, log: string, cause: unknown) {
    const got = lastLines(log, 3);
    const remedy = LACKING.find(([pattern]) => pattern.test(got))?.[1];
    super({
      attempted: 'starting QEMU with one CPU and instructions for a clock',
      where: job.name,
      got: got === '' ? 'it ended without a word' : got,
      ...(remedy !== undefined && { remedy }),
      cause,
    });
  }
}
