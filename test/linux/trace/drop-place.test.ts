import { describe, expect, it } from 'vitest';
import { dropPlace } from '../../../src/linux/trace/drop-place.js';
import { parseKfreeSkbFormat } from '../../../src/linux/trace/kfree-skb-format.js';
import { fixture } from '../fixture.js';

const NOT_SPECIFIED = 'NOT_SPECIFIED';

describe('the place of a drop', () => {
  it.each([
    ['CPU_BACKLOG', 'enqueue_to_backlog', undefined, 'backlog-queue'],
    [null, 'enqueue_to_backlog', undefined, 'backlog-queue'],
    ['QDISC_DROP', '__dev_queue_xmit', undefined, 'egress-qdisc'],
    [NOT_SPECIFIED, '__dev_xmit_skb', undefined, 'egress-qdisc'],
    [NOT_SPECIFIED, 'fq_codel_enqueue', 'sch_fq_codel', 'egress-qdisc'],
    ['IP_INNOROUTES', 'ip_rcv_finish_core.constprop.0', undefined, 'ip'],
    ['IP_INHDR', 'ip_forward', undefined, 'ip'],
    [NOT_SPECIFIED, 'ip6_forward', undefined, 'ip'],
    ['NEIGH_QUEUEFULL', '__neigh_event_send', undefined, 'neighbour'],
    ['NEIGH_FAILED', 'arp_error_report', undefined, 'neighbour'],
    [NOT_SPECIFIED, 'macvlan_handle_frame', 'napi_macvlan', 'virtual-interface'],
    ['TC_INGRESS', '__netif_receive_skb_core.constprop.0', undefined, 'virtual-interface'],
    [NOT_SPECIFIED, 'veth_xmit', 'veth', 'virtual-interface'],
    [NOT_SPECIFIED, 'softnic_xmit', 'softnic', 'egress-nic'],
    [NOT_SPECIFIED, 'pktgen_xmit', 'pktgen', 'tester'],
    [NOT_SPECIFIED, 'tpacket_rcv', undefined, 'packet-socket'],
    ['PACKET_SOCK_ERROR', 'packet_rcv', 'af_packet', 'packet-socket'],
    [NOT_SPECIFIED, 'ovs_dp_process_packet', 'openvswitch', 'virtual-switch'],
    ['NO_SOCKET', '__udp4_lib_rcv', undefined, 'other'],
    [NOT_SPECIFIED, 'ip6_mc_input', undefined, 'other'],
    [NOT_SPECIFIED, 'unix_dgram_sendmsg', undefined, 'other'],
  ] as const)('of %s in %s [%s] is %s', (reason, symbol, module, place) => {
    expect(dropPlace({ reason, symbol, module })).toBe(place);
  });

  it.each(['6.1', '6.12'])(
    'is not a place of losses for drops of sockets on Linux %s',
    (kernel) => {
      const { reasons = new Map<number, string>() } = parseKfreeSkbFormat(
        fixture(`kfree-skb-format-${kernel}.txt`),
      );
      const ofSockets = [...reasons.values()].filter((name) => /^(TCP|SOCKET|UDP)_/.test(name));
      expect(ofSockets.length).toBeGreaterThan(20);
      for (const reason of ofSockets) {
        expect(dropPlace({ reason, symbol: 'tcp_v4_rcv', module: undefined })).toBe('other');
      }
    },
  );
});
