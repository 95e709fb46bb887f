import { z } from 'zod';
import { macAddress, type MacAddress } from '../../model/network/mac.js';
import { listEntries, readEntry } from '../text/json-list.js';

/** A network device as `ip -j link` shows it. */
export interface Link {
  readonly interface: string;
  /** Absent if the device has no Ethernet address (tunnels, ARPHRD_NONE). */
  readonly mac?: MacAddress;
  /** The kernel's flags: UP, BROADCAST, MULTICAST, PROMISC ... */
  readonly flags: readonly string[];
}

/** The devices of one network namespace. Only the requested ones are read. */
export interface Links {
  readonly names: readonly string[];
  /** @returns `undefined` if there is no such device. @throws ParseFailure if it cannot be read */
  of(name: string): Link | undefined;
}

const ETHERNET = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

const linkSchema = z
  .object({
    ifname: z.string(),
    address: z.string().nullish(),
    flags: z.array(z.string()),
  })
  .transform(({ ifname, address, flags }): Link => ({
    interface: ifname,
    ...(typeof address === 'string' && ETHERNET.test(address) && { mac: macAddress(address) }),
    flags,
  }));

/**
 * The devices of one network namespace from the output of `ip -j link`.
 * @throws ParseFailure
 */
export const parseLinks = (text: string, where?: string): Links => {
  const place = { source: 'ip -j link', where };
  const entries = listEntries(text, place);
  return {
    names: entries.flatMap(({ members: { ifname } }) =>
      typeof ifname === 'string' ? [ifname] : [],
    ),
    of: (name) => {
      const entry = entries.find(({ members }) => members.ifname === name);
      return entry && readEntry(linkSchema, entry, place);
    },
  };
};
