import { parsePauseCounts } from '../../../src/linux/device/pause-counters.js';
import { parseDropped, parseLostUpcalls } from '../../../src/linux/openvswitch/statistics.js';
import { parseMoment } from '../../../src/linux/pktgen/moment.js';
import { parseInterruptions } from '../../../src/linux/pktgen/restart.js';
import { parsePktgenDevice, parsePktgenThreads } from '../../../src/linux/pktgen/result.js';
import { parseCpuTimes, parseProcessTime } from '../../../src/linux/proc/cpu-times.js';
import { parseUnresolvedDiscards } from '../../../src/linux/proc/neighbour-stat.js';
import { parsePacketDrops } from '../../../src/linux/proc/packet-sockets.js';
import { parseSchedstat } from '../../../src/linux/proc/schedstat.js';
import { parseSnmp, parseSnmp6 } from '../../../src/linux/proc/snmp.js';
import { parseBacklogDrops } from '../../../src/linux/proc/softnet-stat.js';
import { parseUdpDrops } from '../../../src/linux/proc/udp-sockets.js';
import { parseKfreeSkbFormat } from '../../../src/linux/trace/kfree-skb-format.js';
import { parseKfreeSkbHistogram } from '../../../src/linux/trace/kfree-skb-histogram.js';
import { parseSinkReport } from '../../../src/modules/frame-sink/report.js';
import { parseTimes } from '../../../src/modules/softnic/latency.js';
import { parseSources } from '../../../src/modules/softnic/source-result.js';
import { fixture } from '../../linux/fixture.js';
import type { Parser } from './parser.js';

const done = `==> /proc/net/pktgen/eth1 <==\n${fixture('pktgen-done.txt')}`;
const PORTS = [24201, 24104, 0, 65535];
const PROGRAMS = ['ovs-vswitchd', 'python3', ''];
const FIELDS = ['Ip.Forwarding', 'Ip.InDiscards', 'IpExt.InNoRoutes', '.', ''];

/** Parsers of what packet generators and packet counters print. */
export const COUNTERS: readonly Parser[] = [
  {
    name: 'linux/device/pause-counters.ts parsePauseCounts',
    samples: [
      'NIC statistics:\n     rx_packets: 12\n     rx_flow_control_xon: 2\n     tx_flow_control_xoff: 3\n',
      'NIC statistics:\n     rx_pause_ctrl_phy: 7\n     rx_prio3_pause: 4\n     tx_global_pause: 1\n',
    ],
    read: (text) => parsePauseCounts(text),
  },
  {
    name: 'linux/openvswitch/statistics.ts parseDropped',
    samples: ['NXST_AGGREGATE reply (xid=0x8): packet_count=7 byte_count=586 flow_count=3\n'],
    read: (text) => parseDropped(text),
  },
  {
    name: 'linux/openvswitch/statistics.ts parseLostUpcalls',
    samples: ['system@ovs-system:\n  lookups: hit:103 missed:5 lost:17\n  flows: 4\n'],
    read: (text) => parseLostUpcalls(text),
  },
  {
    name: 'linux/pktgen/moment.ts parseMoment',
    samples: [fixture('pktgen-moment.txt')],
    read: (text) => parseMoment(text, [{ interface: 'eth1' }, { interface: 'eth2' }]),
  },
  {
    name: 'linux/pktgen/restart.ts parseInterruptions',
    samples: [`${done}carrier 1795535279432294 1795535279439562\n${done}carrier none\n`],
    read: (text) => parseInterruptions(text, [{ interface: 'eth1' }]),
  },
  {
    name: 'linux/pktgen/result.ts parsePktgenDevice',
    samples: ['pktgen-done.txt', 'pktgen-idle.txt', 'pktgen-configured.txt'].map(fixture),
    read: (text) => parsePktgenDevice(text),
  },
  {
    name: 'linux/pktgen/result.ts parsePktgenThreads',
    samples: ['pktgen-thread.txt', 'pktgen-thread-running.txt'].map(fixture),
    read: (text) => parsePktgenThreads(text),
  },
  {
    name: 'linux/proc/cpu-times.ts parseCpuTimes',
    samples: ['busy', '6.1', '6.12'].map((of) => fixture(`proc-stat-${of}.txt`)),
    read: (text) => parseCpuTimes(text),
  },
  {
    name: 'linux/proc/cpu-times.ts parseProcessTime',
    samples: [`24067 (qemu (x86) S 1 1 1 0 -1 4194560 1 0 0 0 3500 509 0 0 20 0 5 0 1\n`],
    read: (text) => parseProcessTime(text),
  },
  {
    name: 'linux/proc/neighbour-stat.ts parseUnresolvedDiscards',
    samples: [fixture('arp_cache-discards.txt')],
    read: (text) => parseUnresolvedDiscards(text),
  },
  {
    name: 'linux/proc/packet-sockets.ts parsePacketDrops',
    samples: [fixture('packet-sockets.txt')],
    read: (text) => PROGRAMS.map((program) => parsePacketDrops(text).of('dut0', program)),
  },
  {
    name: 'linux/proc/schedstat.ts parseSchedstat',
    samples: ['19218757217 95622902114 31564\n'],
    read: (text) => parseSchedstat(text),
  },
  {
    name: 'linux/proc/snmp.ts parseSnmp',
    samples: [fixture('snmp.txt') + fixture('netstat.txt')],
    read: (text) => FIELDS.map((field) => parseSnmp(text).get(field)),
  },
  {
    name: 'linux/proc/snmp.ts parseSnmp6',
    samples: [fixture('snmp6.txt')],
    read: (text) => ['Ip6InDiscards', 'Ip6InReceives'].map((field) => parseSnmp6(text).get(field)),
  },
  {
    name: 'linux/proc/softnet-stat.ts parseBacklogDrops',
    samples: [fixture('softnet_stat-two-cpus.txt')],
    read: (text) => parseBacklogDrops(text),
  },
  {
    name: 'linux/proc/udp-sockets.ts parseUdpDrops',
    samples: [fixture('udp-drops.txt')],
    read: (text) => PORTS.map((port) => parseUdpDrops(text).get(port)),
  },
  {
    name: 'linux/trace/kfree-skb-format.ts parseKfreeSkbFormat',
    samples: ['6.1', '6.12'].map((kernel) => fixture(`kfree-skb-format-${kernel}.txt`)),
    read: (text) => parseKfreeSkbFormat(text),
  },
  {
    name: 'linux/trace/kfree-skb-histogram.ts parseKfreeSkbHistogram',
    samples: ['6.1', '6.12'].map((kernel) => fixture(`kfree-skb-hist-${kernel}.txt`)),
    read: (text) => parseKfreeSkbHistogram(text, { reasons: new Map([[2, 'NO_SOCKET']]) }),
  },
  {
    name: 'modules/frame-sink/report.ts parseSinkReport',
    samples: [fixture('frame-sink-report.txt')],
    read: (text) => parseSinkReport(text),
  },
  {
    name: 'modules/softnic/latency.ts parseTimes',
    samples: [fixture('softnic-latency.txt')],
    read: (text) => parseTimes(['sink0'], text),
  },
  {
    name: 'modules/softnic/source-result.ts parseSources',
    samples: [fixture('softnic-sources.txt')],
    read: (text) => parseSources(['gen0', 'gen1', 'gen2'], text),
  },
];
