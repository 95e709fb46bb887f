import { z } from 'zod';

/** The uses of a network device that decide whether test traffic may take it. */
export interface PortState {
  readonly interface: string;
  /** Administratively up. */
  readonly up: boolean;
  /** Why it must be left alone, as phrases; empty for a free port. */
  readonly uses: readonly string[];
}

const devices = z.array(
  z.object({
    ifname: z.string(),
    flags: z.array(z.string()),
    master: z.string().optional(),
    link: z.string().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
    addr_info: z.array(
      z.object({
        family: z.string().optional(),
        local: z.string().optional(),
        prefixlen: z.int().optional(),
        scope: z.string().optional(),
      }),
    ),
  }),
);
const routes = z.array(
  z.object({
    dev: z.string().optional(),
    nexthops: z.array(z.object({ dev: z.string().optional() })).optional(),
  }),
);

type Device = z.output<typeof devices>[number];

/** A link-local address, set by the kernel: no sign that the port is in use. */
const isAutomatic = (address: Device['addr_info'][number]): boolean =>
  address.family === 'inet6' && address.scope === 'link';

/** Kinds of device whose `link` is the other end of a cable, not what they are stacked on. */
const CABLED: readonly (string | undefined)[] = ['veth', 'softnic'];

const isStackedOn = (device: Device, name: string): boolean =>
  device.link === name && !CABLED.includes(device.linkinfo?.info_kind);

/**
 * The state of each named device, from the JSON of `ip -d address show` and of the default routes
 * of both families in all tables. A device that does not exist is absent.
 * @throws ZodError for text of another shape
 */
export const parsePortStates = (
  names: readonly string[],
  addressJson: unknown,
  routeJson: readonly unknown[],
): readonly PortState[] => {
  const all = devices.parse(addressJson);
  const defaultDevices = routeJson
    .flatMap((json) => routes.parse(json))
    .flatMap(({ dev, nexthops = [] }) => [dev, ...nexthops.map((hop) => hop.dev)]);

  const usesOf = (device: Device): string[] => [
    ...device.addr_info
      .filter((address) => !isAutomatic(address))
      .map(({ local, prefixlen }) => `carries address ${local}/${prefixlen}`),
    ...(defaultDevices.includes(device.ifname) ? ['carries a default route'] : []),
    ...(device.master === undefined ? [] : [`is part of ${device.master}`]),
    ...all
      .filter((other) => isStackedOn(other, device.ifname))
      .map((other) => `carries device ${other.ifname}`),
  ];

  return all
    .filter(({ ifname }) => names.includes(ifname))
    .map((device) => ({
      interface: device.ifname,
      up: device.flags.includes('UP'),
      uses: usesOf(device),
    }));
};
