import { smallestTestFrame } from '../model/network/traffic.js';
import { atValue, type Finding } from '../document/finding.js';
import type { Playbook } from './playbook.js';

/** A test frame has Ethernet's, IP's and UDP's header, and behind them pktgen's. */
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

/** Each way the same rate on as many ports, or one side's ports would have another rate. */
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
          `bidirectional traffic takes as many egress as ingress ports, found ${egressPorts} and` +
            ` ${ingressPorts}: the same rate goes each way (RFC 2544 section 14)`,
        ),
      ];

/** The rules of a playbook's traffic that its schema cannot say. */
export const trafficFindings = (playbook: Playbook): readonly Finding[] => [
  ...frameTooSmall(playbook),
  ...unequalSides(playbook),
];
