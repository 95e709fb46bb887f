import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command } from '@commander-js/extra-typings';
import { ROLES } from '../../config/testbed/placed-port.js';
import { plural } from '../../document/wording.js';
import { quoteIfNeeded } from '../../host/command/quote.js';
import { PACKAGE_ROOT } from '../../host/package-root.js';
import { discover } from '../../session/init/discover.js';
import { propose, type Proposal } from '../../session/init/propose.js';
import { testbedText } from '../../session/init/testbed-text.js';
import { lockingOf } from '../display/locking.js';
import { loudnessOf, progressTo, quietOption, verboseOption } from '../display/loudness.js';
import { askForHosts, canAsk } from '../init/dialogue.js';
import { connectionsOf, hostsOf, machinesOf, wholeOf } from '../init/given-hosts.js';
import { requireNew, writeNew } from '../init/new-file.js';
import { print, printJson, type Io } from '../io.js';

const SCHEMA = fileURLToPath(new URL('testbeds/testbed.schema.json', PACKAGE_ROOT));

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
  print(io, `${path}: ${plural(links.length, 'link')}`);
  for (const link of links)
    print(io, `  ${link.map((name) => ports.get(name) ?? name).join(' - ')}`);
  print(io, `next: vrbench doctor -t ${quoteIfNeeded(path)}`);
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
    .option('--wait', 'wait for machines that another run or teardown has locked')
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
      await requireNew(path);
      const hosts = whole ?? (await askForHosts(given, io.signal));
      if (hosts.dut === hosts.generator || hosts.dut === hosts.sink) {
        return command.error(
          'error: the DUT must be a separate machine; for one machine in all roles copy testbeds/one-machine.yaml',
        );
      }
      const machines = machinesOf(hosts);
      const connections = connectionsOf(machines, hosts, options);
      if (typeof connections === 'string') return command.error(`error: ${connections}`);
      const loudness = loudnessOf(options);
      const locking = lockingOf(io, loudness, options.wait);
      const found = await discover(machines, connections, locking, progressTo(io, loudness));
      const proposal = propose(found);
      await writeNew(path, testbedText(nameFrom(path), proposal, SCHEMA));
      if (options.json === true) printJson(io, { testbed: path, ...proposal });
      else sayWhatWasFound(io, path, proposal);
    });
