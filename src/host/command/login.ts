/** The user who logs in to a machine, and how commands run as root. */
export interface Login {
  /** The user's name on the machine. */
  readonly user: string;
  /** Whether commands are run through sudo -n. */
  readonly sudo: boolean;
}

/** What may prevent commands from running, and its remedy; the first match is reported. */
interface Obstacle {
  /** Matches the output in place of a command. */
  readonly printed: RegExp;
  readonly remedy: (user: string) => string;
}

const sudoersLine = (line: string): string =>
  `as root on that machine: visudo -f /etc/sudoers.d/vrbench, and enter the line: ${line}`;

/** sudo's own messages, of versions 1.8 to 1.9 and of sudo-rs. */
const WITH_SUDO: readonly Obstacle[] = [
  {
    printed: /must have a tty/,
    remedy: (user) => sudoersLine(`Defaults:${user} !requiretty`),
  },
  {
    printed:
      /sudo: (\S+ )?(not found|ENOENT|No such file)|Unknown command: '?sudo|spawn sudo ENOENT/,
    remedy: () => 'install the package sudo there, or log in as root and leave out sudo: true',
  },
  {
    printed: /sudo|password|^Sorry, user /m,
    remedy: (user) => sudoersLine(`${user} ALL=(root) NOPASSWD: /bin/sh`),
  },
];

/** The remedy for too few concurrent SSH sessions. */
export const MORE_SESSIONS = "raise MaxSessions in the machine's sshd_config; its default is 10";

const WITHOUT_SUDO: readonly Obstacle[] = [
  { printed: /MaxSessions/, remedy: () => MORE_SESSIONS },
  {
    printed: /account is (currently )?not available/,
    remedy: (user) => `give ${user} a login shell: usermod --shell /bin/sh ${user}`,
  },
];

const ANY =
  "remove what runs in place of commands: command= in authorized_keys, ForceCommand in sshd_config, or exec in a start-up file of the user's shell";

/** sudo's refusal quotes the command with all its arguments: the supervisor's whole program. */
const REFUSED_COMMAND = /^(Sorry, user .* is not allowed to execute) '[^]*' (as .* on .*)$/m;

/** The output in place of a command, without that command's own text. */
export const printedInPlace = (printed: string): string =>
  printed.replace(REFUSED_COMMAND, "$1 'sh -c ...' $2");

/** The remedy for a command that did not run, by the output in its place. */
export const remedyFor = (printed: string, { user, sudo }: Login): string =>
  [...(sudo ? WITH_SUDO : []), ...WITHOUT_SUDO]
    .find((obstacle) => obstacle.printed.test(printed))
    ?.remedy(user) ?? ANY;
