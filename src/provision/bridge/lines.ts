import type { IpLine } from '../../linux/ip/batch.js';
import type { Step } from '../step.js';
import { sysctl } from '../steps/sysctl.js';

/** Adds a bridge without forward delay, STP and multicast snooping. */
export const addBridge = (name: string): IpLine => [
  ...['link', 'add', 'name', name, 'type', 'bridge'],
  ...['stp_state', '0', 'forward_delay', '0', 'mcast_snooping', '0'],
];

/** Adds a port to a bridge and brings it up; frames for unknown addresses are not flooded to it. */
export const joinBridge = (device: string, bridge: string): readonly IpLine[] => [
  ['link', 'set', 'dev', device, 'master', bridge],
  ['link', 'set', 'dev', device, 'type', 'bridge_slave', 'flood', 'off'],
  ['link', 'set', 'dev', device, 'up'],
];

/** A static entry of the forwarding database, for `bridge -batch`. */
export const staticEntry = (mac: string, device: string): IpLine => [
  ...['fdb', 'replace', mac, 'dev', device, 'master', 'static'],
];

/** Where br_netfilter is loaded, bridged frames pass the packet filter: turns that off. */
export const withoutBridgeNetfilter = (): Step =>
  sysctl({
    settings: Object.fromEntries(
      ['iptables', 'ip6tables', 'arptables'].map((table) => [
        `-net/bridge/bridge-nf-call-${table}`,
        '0',
      ]),
    ),
  });
