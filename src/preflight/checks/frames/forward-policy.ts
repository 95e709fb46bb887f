import { droppingChains } from '../../../linux/kernel/nftables.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import type { Argv } from '../../../model/command.js';
import { askingPorts } from '../../check.js';

/** Only if there are rules: nft would load the module otherwise. */
const LIST_CHAINS: Argv = [
  ...(['find', '/sys/module/nf_tables', '-maxdepth', '0'] as const),
  ...['-exec', 'nft', 'list', 'chains', ';'],
];

export const forwardPolicy = askingPorts({
  name: 'forward-policy',
  title: 'Packet filters that drop forwarded packets',
  about:
    'Docker and ufw set the policy of the chain of forwarded packets to drop, and firewalld rejects packets between interfaces of different zones. Frames that the DUT forwards in the network namespace of its ports, as with ip-forwarder, do not reach the sink then; virtual routers have namespaces of their own, with other rules. Stop the program that made the rules while you measure, or accept packets from and to the test ports.',
  asks: () => ask(LIST_CHAINS, droppingChains),
  judge: ({ machine }, { role }, read) => {
    if (role !== 'dut') return [];
    const dropping = [
      ...(valueOf(read) ?? []).map((chain) => `the policy of the chain ${chain} is drop`),
      ...(machine.processes.has('firewalld') ? ['firewalld is running'] : []),
    ];
    return dropping.length === 0
      ? []
      : [
          {
            severity: 'distorts',
            found: dropping.join('; '),
            why: 'packets that ip-forwarder forwards may be dropped',
            fix: 'nft list ruleset shows the rules; accept packets from and to the test ports, or stop what made them while you measure',
          },
        ];
  },
});
