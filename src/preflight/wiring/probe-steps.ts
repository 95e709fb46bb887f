import { localMac, type MacAddress } from '../../model/network/mac.js';
import type { Command } from '../../model/command.js';
import { ipBatch } from '../../linux/ip/batch.js';
import type { Step } from '../../provision/step.js';
import { interfaces } from '../../provision/steps/interfaces.js';
import { portsUp } from '../../provision/steps/ports-up.js';
import { transientSysctl } from '../../provision/steps/transient-sysctl.js';

/**
 * Sends and counts test frames with iproute2 alone. On each port there is a macvlan in source mode, which
 * receives only frames from certain MAC addresses: those of the macvlans on all ports
 * (macvlan_forward_source() in drivers/net/macvlan.c). It sends a frame when its address is set, since
 * the kernel then announces it because of arp_notify (inetdev_event() in net/ipv4/devinet.c).
 */
export interface CableProbe {
  /** The port it is on. */
  readonly port: string;
  readonly namespace?: string | undefined;
  /** Its index among all probes of a survey, from 0. */
  readonly index: number;
}

/** The group octet of the probes' Ethernet addresses, distinct from other devices'. */
const MAC_GROUP = 0xa0;

/** The maximum number of probes, limited by their addresses. */
export const MOST_PROBES = 254;

const macOf = (index: number): MacAddress => localMac(MAC_GROUP, index);

/** The name of a probe's device, unique within its namespace. */
export const probeDevice = ({ index }: CableProbe): string => `vrbw${index}`;

/** An address for benchmarking (RFC 6890), as a /32 so that nothing is routed to the port. */
const addressOf = ({ index }: CableProbe): string => `198.18.0.${index + 1}/32`;

const inPlace = (namespace: string | undefined) => (namespace === undefined ? {} : { namespace });

/**
 * iproute2 drops further addresses of one command without failing: it has 1,024 bytes for what describes a device
 * (macvlan_parse_opt() in iplink_macvlan.c), and 12 are for an address.
 */
const MOST_AT_ONCE = 64;

/** The steps that put probes on the ports of one network namespace. @param all the number of probes in the survey */
export const probeSteps = (
  namespace: string | undefined,
  probes: readonly CableProbe[],
  all: number,
): readonly Step[] => {
  const place = inPlace(namespace);
  const sources = Array.from({ length: all }, (_, index) => macOf(index));
  const add = (probe: CableProbe): string[] => [
    ...[
      'link',
      'add',
      'link',
      probe.port,
      'name',
      probeDevice(probe),
      'address',
      macOf(probe.index),
    ],
    ...['type', 'macvlan', 'mode', 'source', 'macaddr', 'set', ...sources.slice(0, MOST_AT_ONCE)],
  ];
  const addSource = (probe: CableProbe, source: MacAddress): string[] => [
    ...['link', 'set', 'dev', probeDevice(probe), 'type', 'macvlan', 'macaddr', 'add', source],
  ];
  const settings = probes.map(probeDevice).flatMap((device) => [
    [`net/ipv4/conf/${device}/arp_notify`, '1'] as const,
    // IPv6 announcements would be taken for test frames.
    [`-net/ipv6/conf/${device}/disable_ipv6`, '1'] as const,
  ]);
  return [
    portsUp({ ...place, interfaces: probes.map(({ port }) => port) }),
    interfaces({
      apply: [
        {
          ...place,
          lines: [
            ...probes.flatMap((probe) => [
              add(probe),
              ...sources.slice(MOST_AT_ONCE).map((source) => addSource(probe, source)),
            ]),
            ...probes.map((probe) => [
              'address',
              'add',
              addressOf(probe),
              'dev',
              probeDevice(probe),
            ]),
          ],
        },
      ],
      undo: [
        { ...place, lines: probes.map((probe) => ['link', 'del', 'dev', probeDevice(probe)]) },
      ],
    }),
    transientSysctl({
      ...(namespace !== undefined && { namespaces: [namespace] }),
      settings: Object.fromEntries(settings),
    }),
    interfaces({
      apply: [
        {
          ...place,
          lines: probes.map((probe) => ['link', 'set', 'dev', probeDevice(probe), 'up']),
        },
      ],
      undo: [],
    }),
  ];
};

/** The kernel module of the probes. */
export const PROBE_MODULE = 'macvlan';

/** Frames sent at a time, so that a lost one does not look like a missing cable. */
export const FRAMES = 4;

/** Sends test frames from a probe. */
export const sendFrom = (probe: CableProbe): Command =>
  ipBatch(
    Array.from({ length: FRAMES }, () => [
      ...['link', 'set', 'dev', probeDevice(probe), 'address', macOf(probe.index)],
    ]),
    inPlace(probe.namespace),
  );
