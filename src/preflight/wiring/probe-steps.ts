import { localMac, type MacAddress } from '../../model/network/mac.js';
import type { Command } from '../../model/command.js';
import { ipBatch } from '../../linux/ip/batch.js';
import type { Step } from '../../provision/step.js';
import { interfaces } from '../../provision/steps/interfaces.js';
import { portsUp } from '../../provision/steps/ports-up.js';
import { transientSysctl } from '../../provision/steps/transient-sysctl.js';

/**
 * How test frames are sent and counted with nothing but iproute2. On each port there is a macvlan in source
 * mode, which receives those frames alone that come from certain Ethernet addresses: those of the macvlans
 * on all ports (macvlan_forward_source() in drivers/net/macvlan.c). It sends a frame when its address is
 * set, since arp_notify has the kernel announce it (inetdev_event() in net/ipv4/devinet.c).
 */
export interface Probe {
  /** The port it is on. */
  readonly port: string;
  readonly namespace?: string | undefined;
  /** Of all probes of a survey: from 0. */
  readonly index: number;
}

/** The group octet of the probes' Ethernet addresses, distinct from other devices'. */
const MAC_GROUP = 0xa0;

/** The most probes that addresses suffice for. */
export const MOST_PROBES = 254;

const macOf = (index: number): MacAddress => localMac(MAC_GROUP, index);

/** Of a probe within its namespace, and of no other device. */
export const probeDevice = ({ index }: Probe): string => `vrbw${index}`;

/** Of the network for benchmarks (RFC 6890), and of this address alone: nothing is routed to the port. */
const addressOf = ({ index }: Probe): string => `198.18.0.${index + 1}/32`;

const inPlace = (namespace: string | undefined) => (namespace === undefined ? {} : { namespace });

/** What puts probes on the ports of one network namespace. @param all how many probes there are in the survey */
export const probeSteps = (
  namespace: string | undefined,
  probes: readonly Probe[],
  all: number,
): readonly Step[] => {
  const place = inPlace(namespace);
  const sources = Array.from({ length: all }, (_, index) => macOf(index));
  const add = (probe: Probe): string[] => [
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
    ...['type', 'macvlan', 'mode', 'source', 'macaddr', 'set', ...sources],
  ];
  const settings = probes.map(probeDevice).flatMap((device) => [
    [`net/ipv4/conf/${device}/arp_notify`, '1'] as const,
    // Its own announcements would be taken for test frames.
    [`-net/ipv6/conf/${device}/disable_ipv6`, '1'] as const,
  ]);
  return [
    portsUp({ ...place, interfaces: probes.map(({ port }) => port) }),
    interfaces({
      apply: [
        {
          ...place,
          lines: [
            ...probes.map(add),
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

/** The module of the kernel that makes them. */
export const PROBE_MODULE = 'macvlan';

/** Frames that are sent at a time, so that one which is lost is no missing cable. */
export const FRAMES = 4;

/** Sends test frames from a probe. */
export const sendFrom = (probe: Probe): Command =>
  ipBatch(
    Array.from({ length: FRAMES }, () => [
      ...['link', 'set', 'dev', probeDevice(probe), 'address', macOf(probe.index)],
    ]),
    inPlace(probe.namespace),
  );
