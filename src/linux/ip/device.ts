import { z } from 'zod';
import type { Argv } from '../../model/command.js';
import { listEntries } from '../text/json-list.js';

/** A network device. */
export interface Device {
  readonly name: string;
  /** UP, LOWER_UP, PROMISC ... */
  readonly flags: readonly string[];
  readonly mtu: number | undefined;
  /** Its Ethernet address; undefined for a device that has none. */
  readonly mac: string | undefined;
  /** The one that it was made with. */
  readonly permanentMac: string | undefined;
  /** Its kind, if it is not hardware: veth, macvlan, bridge ... */
  readonly kind: string | undefined;
  /** Its other names (`ip link property`), by which iproute2 and ethtool know it, but sysfs does not. */
  readonly alternativeNames: readonly string[];
  /** How many programs and devices made it promiscuous: a packet socket sets no flag that is shown. */
  readonly promiscuity: number;
  /** A program is attached to it (XDP). */
  readonly xdp: boolean;
  /** Frames received since it was created. */
  readonly received: number | undefined;
}

const schema = z.object({
  ifname: z.string(),
  flags: z.array(z.string()).catch([]),
  mtu: z.number().optional().catch(undefined),
  address: z.string().optional().catch(undefined),
  permaddr: z.string().optional().catch(undefined),
  linkinfo: z.object({ info_kind: z.string().optional() }).optional().catch(undefined),
  altnames: z.array(z.string()).catch([]),
  promiscuity: z.number().catch(0),
  xdp: z.unknown().optional(),
  stats64: z
    .object({ rx: z.object({ packets: z.number() }) })
    .optional()
    .catch(undefined),
});

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** Tunnels and InfiniBand have addresses of other forms. */
const ethernet = (address: string | undefined): string | undefined =>
  address !== undefined && MAC.test(address) ? address : undefined;

const deviceOf = (members: unknown): readonly Device[] => {
  const read = schema.safeParse(members);
  if (!read.success) return [];
  const { ifname: name, flags, mtu, address: mac, permaddr, linkinfo, xdp, stats64 } = read.data;
  const { altnames: alternativeNames, promiscuity } = read.data;
  return [
    {
      ...{ name, flags, mtu, mac: ethernet(mac), alternativeNames, promiscuity },
      permanentMac: ethernet(permaddr ?? mac),
      kind: linkinfo?.info_kind,
      xdp: xdp !== undefined && xdp !== null,
      received: stats64?.rx.packets,
    },
  ];
};

const command: Argv = ['ip', '-j', '-d', '-s', 'address', 'show'];

/** The devices of a network namespace. Entries of another form are omitted. */
export const DEVICES = {
  command,
  /** @throws ParseFailure if it is not a list */
  parse: (text: string): readonly Device[] =>
    listEntries(text, { source: command.join(' ') }).flatMap(({ members }) => deviceOf(members)),
};
