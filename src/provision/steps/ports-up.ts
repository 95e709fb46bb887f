import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { ipBatch } from '../../linux/ip/batch.js';
import { parseSysctls, restoreSysctls, writeSysctls } from '../../linux/kernel/sysctl.js';
import { parseBatch } from '../../linux/text/batch.js';
import { inNamespace } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { commandIn, runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';
import { parsePortStates } from './port-state.js';

/** Test ports of one machine. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  interfaces: z.array(z.string()).min(1).readonly(),
});
const beforeSchema = z.strictObject({
  /** The ports that were down. */
  down: z.array(z.string()),
  /** Kernel parameters as they were. */
  sysctls: z.record(z.string(), z.string()),
});

// One command for all that has to be known, its parts separated as a batch of commands separates them.
const READ = `ip -j -d address show && printf '\\036' &&
ip -j route show table all default && printf '\\036' &&
{ [ ! -e /proc/net/ipv6_route ] || ip -j -6 route show table all default; } && printf '\\036' &&
{ grep -Hs '' "$@" || :; } && printf '\\036'`;

const ipv6Switch = (port: string): string => `net/ipv6/conf/${port}/disable_ipv6`;

const refuse = (host: Host, port: string, got: string): never => {
  throw new PreconditionFailure({
    attempted: `taking ${port} for test traffic`,
    where: host.name,
    got,
    remedy: 'name a port that nothing else uses: test traffic needs networks of its own (RFC 6815)',
  });
};

/**
 * Prepares ports for test traffic, then brings them up. IPv6 is off before, so that no neighbour
 * discovery or multicast report mixes with the test frames. A port that carries an
 * address, a default route or another device, or is part of one, is refused: it may be the one
 * this machine is managed through.
 */
export const portsUp = defineStep({
  kind: 'ports-up',
  spec: specSchema,
  before: beforeSchema,
  independent: true,
  describe: ({ namespace, interfaces: ports }) => {
    return [
      commandIn(
        namespace,
        writeSysctls(Object.fromEntries(ports.map((port) => [`-${ipv6Switch(port)}`, '1']))),
      ),
      ipBatch(
        ports.map((port) => ['link', 'set', 'dev', port, 'up']),
        namespace === undefined ? {} : { namespace },
      ),
    ];
  },
  read: async (host, { namespace, interfaces: ports }, signal) => {
    const switches = ports.map(ipv6Switch);
    const argv = ['sh', '-c', READ, 'sh', ...switches.map((key) => `/proc/sys/${key}`)] as const;
    const { stdout } = await host.run(inNamespace(namespace, argv), { signal });
    const [addresses = '', routes = '', routes6 = '', settings = ''] = parseBatch(
      stdout,
      4,
      host.name,
    );
    const states = parsePortStates(ports, addresses, [routes, routes6], host.name);
    for (const port of ports) {
      const state = states.find((candidate) => candidate.interface === port);
      if (state === undefined) return refuse(host, port, 'there is no such network device');
      if (state.uses.length > 0) return refuse(host, port, `it ${state.uses.join(', ')}`);
    }
    return {
      down: states.filter(({ up }) => !up).map((state) => state.interface),
      sysctls: parseSysctls(switches, settings),
    };
  },
  undo: async (host, { namespace }, { down, sysctls }) => {
    const downAgain = ipBatch(
      down.map((port) => ['link', 'set', 'dev', port, 'down']),
      namespace === undefined ? {} : { namespace },
    );
    // Down first: otherwise IPv6 would send to the test network.
    await runInOrder(host, [downAgain, commandIn(namespace, restoreSysctls(sysctls))]);
  },
});
