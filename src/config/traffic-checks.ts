import { MOST_NETWORKS } from '../model/network/addressing.js';
import { USUAL_ROUTES } from '../model/network/routers.js';
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

const MOST_PORTS_WITH_NETWORKS = MOST_NETWORKS / USUAL_ROUTES;

/** The blocks of addresses for benchmarks are finite. */
const tooManyNetworks = ({ egressPorts, traffic: { destinations } }: Playbook): Finding[] =>
  destinations === 'one' || egressPorts <= MOST_PORTS_WITH_NETWORKS
    ? []
    : [
        atValue(
          ['traffic', 'destinations'],
          `${USUAL_ROUTES} networks for each of ${egressPorts} egress ports are more than the address` +
            ` block of RFC 2544 appendix C has room for: ${MOST_PORTS_WITH_NETWORKS} ports at most`,
        ),
      ];

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
  ...tooManyNetworks(playbook),
  ...unequalSides(playbook),
];
