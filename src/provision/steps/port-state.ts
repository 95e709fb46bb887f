import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { parseSysctls } from '../../linux/kernel/sysctl.js';
import { parseBatch } from '../../linux/text/batch.js';
import { inNamespace } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { listEntries, readEntry, type ListEntry } from '../../linux/text/json-list.js';

/** Whether a network device is free for test traffic. */
export interface PortState {
  readonly interface: string;
  /** Administratively up. */
  readonly up: boolean;
  /** Why it must not be used, as phrases; empty for a free port. */
  readonly uses: readonly string[];
  /** The commands that end these uses. */
  readonly freeing: readonly string[];
}

/** The required fields of a port. */
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
/** The required field of a default route: its device; absent for a `blackhole`. */
const routeSchema = z.object({
  dev: z.string().nullish(),
  nexthops: z.array(z.object({ dev: z.string().nullish() })).optional(),
});
/** The required fields of a device. */
const kindSchema = z.object({ info_kind: z.string() });

type Address = z.output<typeof portSchema>['addr_info'][number];

/** A link-local address, set by the kernel, does not mean that the port is in use. */
const isAutomatic = (address: Address): boolean =>
  address.family === 'inet6' && address.scope === 'link';

/** Kinds of device whose `link` is their peer, not a lower device. */
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
 * `ip -j route show table all default` for each family. Of other devices only their lower devices
 * matter. A device that does not exist is absent.
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
    const assigned = addr_info.filter((address) => !isAutomatic(address));
    const isRouted = routed.includes(name);
    const isPart = typeof master === 'string';
    const stacked = all
      .filter((other) => isStackedOn(other, name))
      .map(({ members }) => String(members.ifname));
    const uses = [
      ...assigned.map(({ local, prefixlen }) => `carries address ${local}/${prefixlen}`),
      ...(isRouted ? ['carries a default route'] : []),
      ...(isPart ? [`is part of ${master}`] : []),
      ...stacked.map((device) => `carries device ${device}`),
    ];
    const freeing = [
      ...(isPart ? [`ip link set dev ${name} nomaster`] : []),
      ...stacked.map((device) => `ip link del dev ${device}`),
      ...(assigned.length > 0 ? [`ip address flush dev ${name}`] : []),
      ...(isRouted ? [`ip route del default dev ${name}`] : []),
    ];
    return [{ interface: name, up: flags.includes('UP'), uses, freeing }];
  });
};

// One command for everything, its parts separated like in a batch of commands.
const READ = `ip -j -d address show && printf '\\036' &&
ip -j route show table all default && printf '\\036' &&
{ [ ! -e /proc/net/ipv6_route ] || ip -j -6 route show table all default; } && printf '\\036' &&
{ grep -Hs '' "$@" || :; } && printf '\\036'`;

/** The kernel parameter that disables IPv6 on a port. */
export const ipv6Switch = (port: string): string => `net/ipv6/conf/${port}/disable_ipv6`;

/** Ports of a machine that a run is about to use. */
export interface WantedPorts {
  /** Absent for the initial namespace. */
  readonly namespace?: string | undefined;
  readonly interfaces: readonly string[];
  /** Their purpose, as a phrase: `for test traffic`. */
  readonly purpose: string;
}

/** Ports that are not in use. */
export interface FreePorts {
  readonly states: readonly PortState[];
  /** Whether IPv6 is off on each, by kernel parameter. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/**
 * Reads the state of ports. A port that carries an address, a default route or another device, or is part
 * of one, is refused: it may be the management port.
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
      attempted: `using ${port} ${purpose}`,
      where: host.name,
      got,
      remedy: 'name a port that is not in use: test traffic needs an isolated network (RFC 6815)',
    });
  const states = parsePortStates(interfaces, addresses, [routes, routes6], host.name);
  for (const port of interfaces) {
    const state = states.find((candidate) => candidate.interface === port);
    if (state === undefined) throw refuse(port, 'the network device does not exist');
    if (state.uses.length > 0) throw refuse(port, `it ${state.uses.join(', ')}`);
  }
  return { states, sysctls: parseSysctls(switches, settings) };
};
