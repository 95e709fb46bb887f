import type { KernelFunction } from '../../model/instruction-profile.js';

/** A part of the kernel, by its functions. */
interface KernelPart {
  readonly name: string;
  /** Matches functions of the kernel itself. */
  readonly functions?: RegExp;
  /** Matches names of modules. */
  readonly modules?: RegExp;
}

/**
 * The parts of the path of a frame, in its order, by the names of functions of Linux 6.1 to 6.12:
 * reviewed against profiles of both. A function belongs to the first part that matches.
 */
const PARTS: readonly KernelPart[] = [
  { name: 'NIC driver', modules: /^(softnic|e1000e?|virtio_net|igb|ixgbe|i40e|ice|mlx5_core)$/ },
  { name: "data plane's module", modules: /./ },
  { name: 'backlog queue', functions: /^(__)?netif_rx|^enqueue_to_backlog|^process_backlog/ },
  { name: 'GRO', functions: /gro_|_gro$/ },
  {
    name: 'receive core',
    functions: /netif_receive_skb|^net_rx_action|napi_poll|^eth_type_trans|^skb_defer_rx_timestamp/,
  },
  {
    name: 'route lookup',
    functions: /^fib_|^ip_route_|^find_exception|^inet_lookup_ifaddr|^l3mdev_/,
  },
  {
    name: 'IP',
    functions: /^(__)?ip6?_|^inet_|^nf_hook|^dst_release|^udp_v4_early|_ip_postroute$/,
  },
  {
    name: 'egress',
    functions:
      /dev_queue_xmit|dev_hard_start_xmit|netif_skb_features|validate_xmit|sch_direct_xmit|qdisc|fq_codel|^netdev_|dev_nit_active|passthru_features|skb_network_protocol|skb_clone_tx_timestamp/,
  },
  {
    name: 'frame buffers',
    functions:
      /skb|^kmem_cache|_page|^page_|pages|slab|freelist|^mem(set|cpy)|^__mem(set|cpy)|^__list_|rmqueue|pcp|cmpxchg_double|cache_from_obj|cond_accept_memory/,
  },
  { name: 'locks', functions: /^_raw_|^__rcu_read_|local_bh/ },
];

const fits = ({ name, module }: KernelFunction, { functions, modules }: KernelPart): boolean =>
  module === undefined ? functions?.test(name) === true : modules?.test(module) === true;

/** The names of all parts, in the order of a frame's path. */
export const KERNEL_PARTS: readonly string[] = PARTS.map(({ name }) => name);

/** The part of the kernel that a function belongs to; undefined if none. */
export const kernelPartOf = (each: KernelFunction): string | undefined =>
  PARTS.find((part) => fits(each, part))?.name;
