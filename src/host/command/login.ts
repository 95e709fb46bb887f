/** Who logs in to a machine, and how its commands come to run as root. */
export interface Login {
  /** The user's name on the machine. */
  readonly user: string;
  /** Whether commands are run through sudo -n. */
  readonly sudo: boolean;
}

/** What may keep commands from running, and how to end it; the first that fits is named. */
interface Obstacle {
  /** In what is printed in a command's place. */
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
    printed: /sudo|password/,
    remedy: (user) => sudoersLine(`${user} ALL=(root) NOPASSWD: /bin/sh`),
  },
];

/** How to be allowed more commands at once over SSH. */
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

/** How to let commands run, by what was printed in place of one. */
export const remedyFor = (printed: string, { user, sudo }: Login): string =>
  [...(sudo ? WITH_SUDO : []), ...WITHOUT_SUDO]
    .find((obstacle) => obstacle.printed.test(printed))
    ?.remedy(user) ?? ANY;
