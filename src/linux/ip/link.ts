import { z } from 'zod';
import { macAddress, type MacAddress } from '../../model/network/mac.js';
import { parseJsonText } from '../text/json.js';

/** A network device as `ip -j link` shows it. */
export interface Link {
  readonly interface: string;
  /** Absent where the device has no Ethernet address (tunnels, ARPHRD_NONE). */
  readonly mac?: MacAddress;
  /** The kernel's operational state (RFC 2863): UP, DOWN, UNKNOWN, LOWERLAYERDOWN ... */
  readonly state: string;
  /** Administrative state, flag IFF_UP. */
  readonly up: boolean;
  readonly mtu: number;
}

const ETHERNET = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

const links = z.array(
  z
    .object({
      ifname: z.string(),
      address: z.string().optional(),
      operstate: z.string(),
      flags: z.array(z.string()),
      mtu: z.int(),
    })
    .transform(({ ifname, address, operstate, flags, mtu }): Link => ({
      interface: ifname,
      ...(address !== undefined && ETHERNET.test(address) && { mac: macAddress(address) }),
      state: operstate,
      up: flags.includes('UP'),
      mtu,
    })),
);

/**
 * The devices of one network namespace from the output of `ip -j link`.
 * @throws ParseFailure
 */
export const parseLinks = (text: string, where?: string): readonly Link[] =>
  parseJsonText(links, 'ip -j link', text, where);
