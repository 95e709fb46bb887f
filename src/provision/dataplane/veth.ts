import type { IpLine } from '../../linux/ip/batch.js';
import type { Step } from '../step.js';
import { transientSysctl } from '../steps/transient-sysctl.js';
import type { VirtualInterface } from './link-kind.js';

/** The end of a pair of veth that stays in the machine's own namespace: `vrbench0-p1` of `vr0-p1`. */
export const outerEnd = ({ name }: Pick<VirtualInterface, 'name'>): string =>
  name.replace(/^vr/, 'vrbench');

/** Makes a pair of veth, one end of which is the interface in its router's namespace. */
export const addPair = (inner: VirtualInterface): IpLine => [
  ...['link', 'add', 'name', outerEnd(inner), 'type', 'veth'],
  ...['peer', 'name', inner.name, 'address', inner.mac, 'netns', inner.namespace],
];

/** Removes both ends. */
export const deletePair = (inner: VirtualInterface): IpLine => [
  ...['link', 'del', 'dev', outerEnd(inner)],
];

/** Keeps IPv6 from sending anything on new devices of the machine, which are down. */
export const silenceIpv6 = (devices: readonly string[]): Step =>
  transientSysctl({
    settings: Object.fromEntries(
      devices.map((device) => [`-net/ipv6/conf/${device}/disable_ipv6`, '1']),
    ),
  });
