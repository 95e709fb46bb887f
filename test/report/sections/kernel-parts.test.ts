import { describe, expect, it } from 'vitest';
import { KERNEL_PARTS, kernelPartOf } from '../../../src/report/sections/kernel-parts.js';

describe('the part of the kernel that a function is of', () => {
  it.each([
    ['softnic_poll', 'softnic', 'NIC driver'],
    ['macvlan_handle_frame', 'napi_macvlan', "data plane's module"],
    ['enqueue_to_backlog', undefined, 'backlog queue'],
    ['process_backlog', undefined, 'backlog queue'],
    ['netif_rx_internal', undefined, 'backlog queue'],
    ['inet_gro_receive', undefined, 'GRO'],
    ['__netif_receive_skb_core.constprop.0', undefined, 'receive core'],
    ['fib_table_lookup', undefined, 'route lookup'],
    ['ip_route_input_slow', undefined, 'route lookup'],
    ['ip_forward', undefined, 'IP'],
    ['__dev_queue_xmit', undefined, 'egress'],
    ['validate_xmit_skb', undefined, 'egress'],
    ['__napi_alloc_skb', undefined, 'frame buffers'],
    ['kmem_cache_free', undefined, 'frame buffers'],
    ['_raw_spin_lock', undefined, 'locks'],
    ['chacha_permute', undefined, undefined],
    ['user space', undefined, undefined],
  ])('is one of those in its path: %s', (name, module, part) => {
    expect(kernelPartOf(module === undefined ? { name } : { name, module })).toBe(part);
    if (part !== undefined) expect(KERNEL_PARTS).toContain(part);
  });
});
