import { smallestTestFrame } from '../model/network/traffic.js';
import { atValue, type Finding } from '../document/finding.js';
import type { Playbook } from './playbook.js';

/** A test frame has Ethernet, IP and UDP headers, followed by pktgen's. */
const frameTooSmall = ({ frameSizes, traffic: { protocol } }: Playbook): Finding[] => {
  const smallest = smallestTestFrame(protocol);
  return frameSizes.flatMap((size, index) =>
    size >= smallest
      ? []
      : [
          atValue(
            ['frameSizes', index],
            `${protocol} test frames have at least ${smallest} bytes with FCS, found ${size}:` +
              ' headers, and the 16 bytes of sequence number and time stamp that pktgen needs',
          ),
        ],
  );
};

/** Bidirectional traffic needs equally many ports on both sides, so that all send at the same rate. */
const unequalSides = ({
  ingressPorts,
  egressPorts,
  traffic: { direction },
}: Playbook): Finding[] =>
  direction === 'unidirectional' || ingressPorts === egressPorts
    ? []
    : [
        atValue(
          ['traffic', 'direction'],
          `bidirectional traffic needs as many egress as ingress ports, found ${egressPorts} and` +
            ` ${ingressPorts}: the same rate goes each way (RFC 2544 section 14)`,
        ),
      ];

/** The rules of a playbook's traffic that its schema cannot express. */
export const trafficFindings = (playbook: Playbook): readonly Finding[] => [
  ...frameTooSmall(playbook),
  ...unequalSides(playbook),
];
