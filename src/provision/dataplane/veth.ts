import type { IpLine } from '../../linux/ip/batch.js';
import type { Step } from '../step.js';
import { transientSysctl } from '../steps/transient-sysctl.js';
import type { VirtualInterface } from './link-kind.js';

/** The end of a veth pair in the initial namespace: `vrbench0-p1` of `vr0-p1`. */
export const outerEnd = ({ name }: Pick<VirtualInterface, 'name'>): string =>
  name.replace(/^vr/, 'vrbench');

/** Creates a veth pair; one end is the interface in its router's namespace. */
export const addPair = (inner: VirtualInterface): IpLine => [
  ...['link', 'add', 'name', outerEnd(inner), 'type', 'veth'],
  ...['peer', 'name', inner.name, 'address', inner.mac, 'netns', inner.namespace],
];

/** Removes both ends. */
export const deletePair = (inner: VirtualInterface): IpLine => [
  ...['link', 'del', 'dev', outerEnd(inner)],
];

/** Disables IPv6 on new devices in the initial namespace, which are down. */
export const silenceIpv6 = (devices: readonly string[]): Step =>
  transientSysctl({
    settings: Object.fromEntries(
      devices.map((device) => [`-net/ipv6/conf/${device}/disable_ipv6`, '1']),
    ),
  });
