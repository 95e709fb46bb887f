import { z } from 'zod';
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
