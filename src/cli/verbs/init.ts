import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command } from '@commander-js/extra-typings';
import { ROLES } from '../../config/testbed/placed-port.js';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { PACKAGE_ROOT } from '../../host/package-root.js';
import { Failure, PreconditionFailure, reasonOf } from '../../model/failure.js';
import { discover } from '../../session/init/discover.js';
import { propose, type Proposal } from '../../session/init/propose.js';
import { testbedText } from '../../session/init/testbed-text.js';
import { lockingOf } from '../display/locking.js';
import { loudnessOf, progressTo, quietOption, verboseOption } from '../display/loudness.js';
import { askForHosts, canAsk } from '../init/dialogue.js';
import { hostArgument } from '../init/host-argument.js';
import { print, printJson, type Io } from '../io.js';

const SCHEMA = fileURLToPath(new URL('testbeds/testbed.schema.json', PACKAGE_ROOT));

/** A host for some of the roles. */
type GivenHosts = Readonly<Record<RoleName, string | undefined>>;

/** The hosts of the roles given on the command line; undefined where there are too many. */
const hostsOf = (hosts: readonly string[], named: GivenHosts): GivenHosts | undefined => {
  const [first, second, third, fourth] = hosts;
  if (first === undefined) return named;
  if (fourth !== undefined || Object.values(named).some((host) => host !== undefined)) {
    return undefined;
  }
  // Of two, the first plays both generator and sink.
  return { generator: first, dut: second, sink: third };
};

/** How ssh logs in, where its own configuration does not say it. */
interface Login {
  readonly identityFile?: string | undefined;
  readonly knownHosts?: string | undefined;
}

const connectionOf = (host: string, { identityFile, knownHosts }: Login): Connection => {
  const connection = hostArgument(host);
  if (connection.type === 'local') return connection;
  return {
    ...connection,
    identityFile: identityFile && resolve(identityFile),
    knownHosts: knownHosts && resolve(knownHosts),
  };
};

/** How to reach each machine by its name in the testbed; for an invalid host, the problem. */
const connectionsOf = (
  machines: Readonly<Record<RoleName, string>>,
  hosts: Readonly<Record<RoleName, string>>,
  login: Login,
): Readonly<Record<string, Connection>> | string => {
  try {
    return Object.fromEntries(
      ROLES.map((role) => [machines[role], connectionOf(hosts[role], login)] as const),
    );
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
};

/** The hosts of all roles, where enough of them are given: without a sink the generator receives. */
const wholeOf = ({
  generator,
  dut,
  sink = generator,
}: GivenHosts): Readonly<Record<RoleName, string>> | undefined =>
  generator === undefined || dut === undefined || sink === undefined
    ? undefined
    : { generator, dut, sink };

/** The machine of each role: one that plays generator and sink is the tester. */
const machinesOf = ({
  generator,
  sink,
}: Readonly<Record<RoleName, string>>): Readonly<Record<RoleName, string>> =>
  generator === sink
    ? { generator: 'tester', dut: 'dut', sink: 'tester' }
    : { generator: 'generator', dut: 'dut', sink: 'sink' };

const refuseExisting = (path: string): never => {
  throw new PreconditionFailure({
    attempted: `writing the testbed ${path}`,
    got: 'there is a file of that name, which stays as it is',
    remedy: 'name another one: --output FILE',
  });
};

const write = async (path: string, text: string): Promise<void> => {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    if (existsSync(path)) refuseExisting(path);
    throw new Failure({ attempted: `writing the testbed ${path}`, got: reasonOf(cause), cause });
  }
};

/** A name that a testbed can have, from that of its file. */
const nameFrom = (path: string): string => {
  const plain = basename(path, extname(path))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 31);
  return plain === '' ? 'testbed' : plain;
};

const sayWhatWasFound = (io: Io, path: string, { roles, links }: Proposal): void => {
  const ports = new Map(
    ROLES.flatMap((role) =>
      roles[role].ports.map((port) => [port.name, `${port.name} (${port.interface})`] as const),
    ),
  );
  print(io, `${path}: ${links.length} links`);
  for (const link of links)
    print(io, `  ${link.map((name) => ports.get(name) ?? name).join(' - ')}`);
  print(io, `next: vrbench doctor -t ${path}`);
};

/** `vrbench init`: writes a testbed for machines that are cabled. */
export const initVerb = (io: Io) =>
  new Command('init')
    .description('find the ports of machines and the cables between them, and write a testbed')
    .addArgument(
      new Argument(
        '[host...]',
        'generator, DUT and sink, as user@host, user@host:port or a name of ~/.ssh/config; two are a machine that plays generator and sink, and the DUT',
      ),
    )
    .option('--generator <host>', 'the machine that sends test frames')
    .option('--dut <host>', 'the router under test')
    .option('--sink <host>', 'the machine that receives them; default: the generator')
    .option('--identity-file <file>', 'private key for all machines; default: as set for ssh')
    .option('--known-hosts <file>', 'their host keys; default: ~/.ssh/known_hosts')
    .option(
      '-o, --output <file>',
      'testbed file to write; one that exists is refused',
      'testbed.yaml',
    )
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--json', 'print what was found as JSON')
    .action(async (named, options, command) => {
      const { output: path, generator, dut } = options;
      const given = hostsOf(named, { generator, dut, sink: options.sink });
      if (given === undefined) {
        return command.error(
          'error: name the machines in one way: at most three hosts, or --generator, --dut and --sink',
        );
      }
      const whole = wholeOf(given);
      if (whole === undefined && !canAsk()) {
        return command.error(
          "error: name the machines: 'init GENERATOR DUT SINK', or --generator, --dut and --sink",
        );
      }
      if (existsSync(path)) refuseExisting(path);
      const hosts = whole ?? (await askForHosts(given, io.signal));
      if (hosts.dut === hosts.generator || hosts.dut === hosts.sink) {
        return command.error(
          'error: the DUT must be a separate machine; for one machine in all roles copy testbeds/one-machine-lab.yaml',
        );
      }
      const machines = machinesOf(hosts);
      const connections = connectionsOf(machines, hosts, options);
      if (typeof connections === 'string') return command.error(`error: ${connections}`);
      const loudness = loudnessOf(options);
      const locking = lockingOf(io, loudness);
      const found = await discover(machines, connections, locking, progressTo(io, loudness));
      const proposal = propose(found);
      await write(path, testbedText(nameFrom(path), proposal, SCHEMA));
      if (options.json === true) printJson(io, { testbed: path, ...proposal });
      else sayWhatWasFound(io, path, proposal);
    });
