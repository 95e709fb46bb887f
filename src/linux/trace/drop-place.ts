import type { DropPlace } from '../../model/trial.js';
import type { KernelDrop } from './kfree-skb-histogram.js';

type DropFacts = Pick<KernelDrop, 'reason' | 'symbol' | 'module'>;

/** Identifies a place by the kernel's reason, the function that freed the frame, or its module. */
interface Rule {
  readonly place: DropPlace;
  readonly reason?: RegExp;
  readonly symbol?: RegExp;
  readonly module?: RegExp;
}

/**
 * The first rule that applies. Modules come first: functions of the tester's own modules, which may run on the same
 * machine, and of virtual interfaces give no reason. Functions come last: names differ from kernel to kernel.
 */
const RULES: readonly Rule[] = [
  // pktgen frees its own frames when they have been sent.
  { place: 'tester', module: /^(pktgen|frame_sink)$/ },
  { place: 'egress-nic', module: /^softnic$/ },
  { place: 'egress-qdisc', module: /^sch_(?!ingress)/ },
  {
    place: 'virtual-interface',
    module: /^(napi_|direct_|softnet_)?macvlan$|^(veth|bridge|act_mirred|sch_ingress|cls_\w+)$/,
  },
  { place: 'virtual-switch', module: /^openvswitch$/ },
  { place: 'backlog-queue', reason: /^CPU_BACKLOG$/ },
  { place: 'packet-socket', reason: /^PACKET_SOCK_ERROR$/ },
  { place: 'virtual-switch', reason: /^OVS_/ },
  { place: 'egress-qdisc', reason: /^(QDISC_\w+|FQ_\w+)$/ },
  { place: 'virtual-interface', reason: /^TC_(INGRESS|EGRESS)$/ },
  { place: 'neighbour', reason: /^NEIGH_/ },
  { place: 'ip', reason: /^(IP_(?!OUT)|OTHERHOST|PKT_TOO_BIG|INVALID_PROTO|UNICAST_IN_L2)/ },
  { place: 'backlog-queue', symbol: /^(enqueue_to_backlog|netif_rx)/ },
  { place: 'packet-socket', symbol: /^t?packet_rcv/ },
  { place: 'neighbour', symbol: /^_*neigh_|^ndisc_error/ },
  { place: 'ip', symbol: /^ip6?_(rcv|forward|route_input|error|pkt_drop)|^ipv6_rcv/ },
  { place: 'egress-qdisc', symbol: /^(__dev_xmit_skb|__dev_queue_xmit|\w*qdisc\w*|pfifo\w*)/ },
  { place: 'egress-nic', symbol: /^(dev_hard_start_xmit|validate_xmit_skb|__dev_direct_xmit)/ },
];

/** The place of a drop; `other` if it is unknown. */
export const dropPlace = ({ reason, symbol, module = '' }: DropFacts): DropPlace =>
  RULES.find(
    (rule) =>
      rule.module?.test(module) === true ||
      (rule.reason !== undefined && reason !== null && rule.reason.test(reason)) ||
      rule.symbol?.test(symbol) === true,
  )?.place ?? 'other';
