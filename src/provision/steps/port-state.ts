import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { parseSysctls } from '../../linux/kernel/sysctl.js';
import { parseBatch } from '../../linux/text/batch.js';
import { inNamespace } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { listEntries, readEntry, type ListEntry } from '../../linux/text/json-list.js';

/** The uses of a network device that decide whether test traffic may take it. */
export interface PortState {
  readonly interface: string;
  /** Administratively up. */
  readonly up: boolean;
  /** Why it must be left alone, as phrases; empty for a free port. */
  readonly uses: readonly string[];
}

/** What is wanted of a port. */
const portSchema = z.object({
  flags: z.array(z.string()),
  master: z.string().nullish(),
  addr_info: z.array(
    z.object({
      family: z.string().optional(),
      local: z.string().optional(),
      prefixlen: z.int().optional(),
      scope: z.string().optional(),
    }),
  ),
});
/** What is wanted of a default route: where it leads; nowhere where it is a `blackhole`. */
const routeSchema = z.object({
  dev: z.string().nullish(),
  nexthops: z.array(z.object({ dev: z.string().nullish() })).optional(),
});
/** What is wanted of any device. */
const kindSchema = z.object({ info_kind: z.string() });

type Address = z.output<typeof portSchema>['addr_info'][number];

/** A link-local address, set by the kernel: no sign that the port is in use. */
const isAutomatic = (address: Address): boolean =>
  address.family === 'inet6' && address.scope === 'link';

/** Kinds of device whose `link` is the other end of a cable, not what they are stacked on. */
const CABLED: readonly (string | undefined)[] = ['veth', 'softnic'];

const isStackedOn = ({ members: { link, linkinfo } }: ListEntry, name: string): boolean =>
  link === name && !CABLED.includes(kindSchema.safeParse(linkinfo).data?.info_kind);

/** The devices that default routes lead to. @throws ParseFailure that shows a route it cannot read */
const defaultDevices = (text: string, where: string): readonly (string | null | undefined)[] => {
  const place = { source: 'ip -j route show table all default', where };
  return listEntries(text, place)
    .map((entry) => readEntry(routeSchema, entry, place))
    .flatMap(({ dev, nexthops = [] }) => [dev, ...nexthops.map((hop) => hop.dev)]);
};

/**
 * The state of each named device, from the output of `ip -j -d address show` and of
 * `ip -j route show table all default` for each family. Of other devices it only matters what they
 * are stacked on. A device that does not exist is absent.
 * @throws ParseFailure that shows the device or route that cannot be read
 */
export const parsePortStates = (
  names: readonly string[],
  addresses: string,
  routes: readonly string[],
  where: string,
): readonly PortState[] => {
  const place = { source: 'ip -j -d address show', where };
  const all = listEntries(addresses, place);
  const routed = routes.flatMap((text) => defaultDevices(text, where));
  return names.flatMap((name): PortState[] => {
    const entry = all.find(({ members }) => members.ifname === name);
    if (entry === undefined) return [];
    const { flags, master, addr_info } = readEntry(portSchema, entry, place);
    const uses = [
      ...addr_info
        .filter((address) => !isAutomatic(address))
        .map(({ local, prefixlen }) => `carries address ${local}/${prefixlen}`),
      ...(routed.includes(name) ? ['carries a default route'] : []),
      ...(typeof master === 'string' ? [`is part of ${master}`] : []),
      ...all
        .filter((other) => isStackedOn(other, name))
        .map(({ members }) => `carries device ${String(members.ifname)}`),
    ];
    return [{ interface: name, up: flags.includes('UP'), uses }];
  });
};

// One command for all that has to be known, its parts separated as a batch of commands separates them.
const READ = `ip -j -d address show && printf '\\036' &&
ip -j route show table all default && printf '\\036' &&
{ [ ! -e /proc/net/ipv6_route ] || ip -j -6 route show table all default; } && printf '\\036' &&
{ grep -Hs '' "$@" || :; } && printf '\\036'`;

/** The kernel parameter that switches IPv6 off on a port. */
export const ipv6Switch = (port: string): string => `net/ipv6/conf/${port}/disable_ipv6`;

/** Ports of a machine that a run is about to take. */
export interface WantedPorts {
  /** Absent is the machine's own. */
  readonly namespace?: string | undefined;
  readonly interfaces: readonly string[];
  /** What they are taken for, as a phrase: `for test traffic`. */
  readonly purpose: string;
}

/** Ports that nothing else uses. */
export interface FreePorts {
  readonly states: readonly PortState[];
  /** Whether IPv6 is off on each, by kernel parameter. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/**
 * Reads the state of ports. One that carries an address, a default route or another device, or is part of
 * one, is refused: it may be the one that the machine is managed through.
 * @throws PreconditionFailure for the first that is in use or does not exist
 */
export const readFreePorts = async (
  host: Host,
  { namespace, interfaces, purpose }: WantedPorts,
  signal?: AbortSignal,
): Promise<FreePorts> => {
  const switches = interfaces.map(ipv6Switch);
  const argv = ['sh', '-c', READ, 'sh', ...switches.map((key) => `/proc/sys/${key}`)] as const;
  const { stdout } = await host.run(inNamespace(namespace, argv), { signal });
  const [addresses = '', routes = '', routes6 = '', settings = ''] = parseBatch(
    stdout,
    4,
    host.name,
  );
  const refuse = (port: string, got: string): PreconditionFailure =>
    new PreconditionFailure({
      attempted: `taking ${port} ${purpose}`,
      where: host.name,
      got,
      remedy:
        'name a port that nothing else uses: test traffic needs networks of its own (RFC 6815)',
    });
  const states = parsePortStates(interfaces, addresses, [routes, routes6], host.name);
  for (const port of interfaces) {
    const state = states.find((candidate) => candidate.interface === port);
    if (state === undefined) throw refuse(port, 'there is no such network device');
    if (state.uses.length > 0) throw refuse(port, `it ${state.uses.join(', ')}`);
  }
  return { states, sysctls: parseSysctls(switches, settings) };
};
