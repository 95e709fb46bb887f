import { protocolOf } from '../../model/network/ip-address.js';
import type { Argv, Command } from '../../model/command.js';
import { listEntries } from '../text/json-list.js';

/** Denies or permits frames from or to a network; frames that match no filter pass. */
export interface FrameFilter {
  readonly action: 'deny' | 'permit';
  readonly match: 'source' | 'destination';
  /** An address with a prefix length. */
  readonly network: string;
}

/** `tc` in a namespace. */
const tc = (namespace: string | undefined, ...arguments_: readonly string[]): Argv => [
  'tc',
  ...(namespace === undefined ? [] : ['-n', namespace]),
  ...arguments_,
];

/** u32 filters; the preference keeps them in the order of the list. */
const filterLines = (device: string, filters: readonly FrameFilter[]): readonly string[][] =>
  filters.map(({ action, match, network }, index) => {
    const ipv6 = protocolOf(network) === 'ipv6';
    return [
      ...['filter', 'add', 'dev', device, 'ingress', 'pref', String(index + 1)],
      ...['protocol', ipv6 ? 'ipv6' : 'ip', 'u32', 'match', ipv6 ? 'ip6' : 'ip'],
      ...[match === 'source' ? 'src' : 'dst', network],
      ...['action', action === 'deny' ? 'drop' : 'pass'],
    ];
  });

const batchOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((words) => `${words.join(' ')}\n`).join('');

/** Adds ingress filters to devices that have none. */
export const addFilters = (
  devices: readonly string[],
  filters: readonly FrameFilter[],
  namespace?: string,
): Command => ({
  argv: tc(namespace, '-batch', '-'),
  stdin: batchOf(
    devices.flatMap((device) => [
      ['qdisc', 'add', 'dev', device, 'clsact'],
      ...filterLines(device, filters),
    ]),
  ),
});

/** Frames that one device receives and another one sends, without the IP stack. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
  /** Only frames for this Ethernet address; absent: all. */
  readonly destination?: string;
}

const selectorOf = ({ destination }: Redirect): readonly string[] =>
  destination === undefined ? ['match', 'u32', '0', '0'] : ['match', 'ether', 'dst', destination];

/** Redirects the frames received by devices of the machine's own namespace, which have no filters. */
export const addRedirects = (redirects: readonly Redirect[]): Command => ({
  argv: tc(undefined, '-batch', '-'),
  stdin: batchOf([
    ...[...new Set(redirects.map(({ from }) => from))].map((device) => [
      ...['qdisc', 'add', 'dev', device, 'clsact'],
    ]),
    ...redirects.map((redirect) => [
      ...['filter', 'add', 'dev', redirect.from, 'ingress', 'pref', '1'],
      ...['protocol', 'all', 'u32', ...selectorOf(redirect)],
      ...['action', 'mirred', 'egress', 'redirect', 'dev', redirect.to],
    ]),
  ]),
});

/** Removes all filters of devices, continuing where there are none. */
export const removeAllFilters = (devices: readonly string[]): Command => ({
  argv: tc(undefined, '-force', '-batch', '-'),
  stdin: batchOf(devices.map((device) => ['qdisc', 'del', 'dev', device, 'clsact'])),
});

/** Removes all filters of a device. */
export const removeFilters = (device: string, namespace?: string): Argv =>
  tc(namespace, 'qdisc', 'del', 'dev', device, 'clsact');

/** Prints the queueing disciplines of a namespace, for `filteredDevices`. */
export const readQdiscs = (namespace?: string): Argv => tc(namespace, '-j', 'qdisc');

/** The devices with a clsact or ingress qdisc, which filters attach to. @throws ParseFailure */
export const filteredDevices = (text: string, where?: string): readonly string[] =>
  listEntries(text, { source: 'tc -j qdisc', where })
    .filter(({ members: { kind } }) => kind === 'clsact' || kind === 'ingress')
    .flatMap(({ members: { dev } }) => (typeof dev === 'string' ? [dev] : []));
