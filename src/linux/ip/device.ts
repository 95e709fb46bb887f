import { z } from 'zod';
import type { Argv } from '../../model/command.js';
import { listEntries } from '../text/json-list.js';

/** A network device, and what it is part of. */
export interface Device {
  readonly name: string;
  /** UP, LOWER_UP, PROMISC ... */
  readonly flags: readonly string[];
  readonly mtu: number | undefined;
  /** Its Ethernet address. */
  readonly mac: string | undefined;
  /** Its kind, where it is no device of hardware: veth, macvlan, bridge ... */
  readonly kind: string | undefined;
  /** The device that it is a port of. */
  readonly master: string | undefined;
  /** The device that it is on top of. */
  readonly lower: string | undefined;
  /** Its addresses that reach beyond the link, with their prefix lengths. */
  readonly addresses: readonly string[];
  /** A program is attached to it (XDP). */
  readonly xdp: boolean;
  /** Frames that it received since it was made. */
  readonly received: number | undefined;
}

const schema = z.object({
  ifname: z.string(),
  flags: z.array(z.string()).catch([]),
  mtu: z.number().optional().catch(undefined),
  address: z.string().optional().catch(undefined),
  master: z.string().optional().catch(undefined),
  link: z.string().optional().catch(undefined),
  linkinfo: z.object({ info_kind: z.string().optional() }).optional().catch(undefined),
  xdp: z.unknown().optional(),
  addr_info: z
    .array(
      z
        .object({ local: z.string(), prefixlen: z.number(), scope: z.string().optional() })
        .partial(),
    )
    .catch([]),
  stats64: z
    .object({ rx: z.object({ packets: z.number() }) })
    .optional()
    .catch(undefined),
});

const deviceOf = (members: unknown): readonly Device[] => {
  const read = schema.safeParse(members);
  if (!read.success) return [];
  const {
    ifname: name,
    flags,
    mtu,
    master,
    link: lower,
    linkinfo,
    xdp,
    addr_info,
    stats64,
  } = read.data;
  const { address } = read.data;
  return [
    {
      ...{ name, flags, mtu, master, lower },
      mac: address,
      kind: linkinfo?.info_kind,
      addresses: addr_info.flatMap(({ local, prefixlen, scope }) =>
        local === undefined || scope === 'link' ? [] : [`${local}/${prefixlen ?? ''}`],
      ),
      xdp: xdp !== undefined && xdp !== null,
      received: stats64?.rx.packets,
    },
  ];
};

const command: Argv = ['ip', '-j', '-d', '-s', 'address', 'show'];

/**
 * The devices of a network namespace with their addresses. One that is of another form is left out.
 */
export const DEVICES = {
  command,
  /** @throws ParseFailure for what is no list */
  parse: (text: string): readonly Device[] =>
    listEntries(text, { source: command.join(' ') }).flatMap(({ members }) => deviceOf(members)),
};
