import { Failure, PreconditionFailure } from '../../model/failure.js';
import { quoteIfNeeded } from '../command/quote.js';
import { AuthenticationFailed, HostKeyRejected } from '../connection-errors.js';
import { ipv6HopArguments } from './jump-host.js';
import type { ProxyEnd } from './proxy.js';
import { hostAndPort, type Proxy, type SshTarget } from './settings/target.js';

/** A connection through a proxy. */
interface Through {
  readonly machine: string;
  readonly target: Pick<SshTarget, 'host' | 'port'>;
  readonly proxy: Proxy;
}

/** Errors of ssh and sh that another attempt would repeat, with their meaning. */
interface Cause {
  readonly printed: RegExp;
  readonly failure: (found: RegExpExecArray, through: Through, printed: string) => Failure;
}

/** Exit codes of sh for a program that is missing or not executable. */
const NOT_STARTED: readonly (number | undefined)[] = [126, 127];

const hopsOf = (proxy: Proxy): readonly string[] =>
  proxy.kind === 'jump' ? proxy.hops.split(',') : [];

/** A jump host's name, without user and port. */
const nameOf = (hop: string): string =>
  hop
    .replace(/^ssh:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([^:]*):\d+$/, '$1');

/** The command that logs in to a jump host, and prompts for its host key. */
const loginTo = (name: string, proxy: Proxy): string => {
  const hops = hopsOf(proxy);
  const index = hops.length === 1 ? 0 : hops.findIndex((hop) => nameOf(hop) === nameOf(name));
  const through = index > 0 ? ['-J', hops.slice(0, index).join(',')] : [];
  const hop = hops[index] ?? nameOf(name);
  const uri = /:\d+$/.test(hop) && !hop.startsWith('ssh://') ? `ssh://${hop}` : hop;
  const to = ipv6HopArguments(hop) ?? [uri];
  return ['ssh', '-o', 'StrictHostKeyChecking=ask', ...through, ...to, 'true']
    .map(quoteIfNeeded)
    .join(' ');
};

const rejected = (name: string, got: string, { machine, proxy }: Through, first = ''): Failure =>
  new HostKeyRejected(
    machine,
    `jump host ${name}`,
    got,
    `${first}${loginTo(name, proxy)}, and compare the fingerprint it shows with that of ${name} before you answer`,
  );

const CAUSES: readonly Cause[] = [
  {
    printed: /host key for (\S+) (?:is marked as revoked|was revoked)/i,
    failure: ([, name = ''], through) =>
      rejected(
        name,
        'its host key is marked as revoked',
        through,
        `give ${name} a new key, then: `,
      ),
  },
  {
    printed: /Host key for (\S+) has changed and you have requested strict checking/,
    failure: ([, name = ''], through, printed) => {
      const [, file = '~/.ssh/known_hosts'] = /Offending \S+ key in (\S+):\d+/.exec(printed) ?? [];
      const first = `if ${name} was reinstalled: ssh-keygen -R ${quoteIfNeeded(name)} -f ${file}, then `;
      return rejected(name, 'its host key does not match the known one', through, first);
    },
  },
  {
    printed: /No (\S+ )?host key is known for (\S+) and you have requested strict checking/,
    failure: ([, , name = ''], through) => rejected(name, 'its host key is unknown', through),
  },
  {
    printed: /^(?:(\S+@\S+): )?Permission denied \(([^)]*)\)/m,
    failure: ([, login, methods = ''], { machine, proxy }) =>
      new AuthenticationFailed(
        machine,
        login === undefined ? 'a jump host' : `${login}, a jump host`,
        `refused; it accepts ${methods.replaceAll(',', ', ')}`,
        { remedy: `see what it says, and install your key there: ${loginTo(login ?? '', proxy)}` },
      ),
  },
  {
    printed: /open failed: administratively prohibited/,
    failure: (_found, { machine, target: { host, port } }) =>
      new PreconditionFailure({
        attempted: `connecting to ${hostAndPort(host, port)} through a jump host`,
        where: machine,
        got: 'the jump host does not forward connections',
        remedy:
          "set AllowTcpForwarding yes in the jump host's sshd_config, and allow it in PermitOpen",
      }),
  },
];

/**
 * The failure of a proxy, if another attempt would fail in the same way; otherwise undefined.
 */
export const proxyFailure = (
  through: Through,
  { exitCode, stderr }: ProxyEnd,
): Failure | undefined => {
  const { machine, target, proxy } = through;
  for (const { printed, failure } of CAUSES) {
    const found = printed.exec(stderr);
    if (found !== null) return failure(found, through, stderr);
  }
  if (proxy.kind !== 'command' || !NOT_STARTED.includes(exitCode)) return undefined;
  return new PreconditionFailure({
    attempted: `connecting to ${hostAndPort(target.host, target.port)} through ProxyCommand`,
    where: machine,
    got: stderr.trim() || `exit code ${exitCode ?? ''}`,
    remedy: `install that program, or correct the SSH configuration: ProxyCommand ${proxy.command}`,
  });
};
