import { describe, expect, it } from 'vitest';
import { parsePauseCounts, pauseCounts } from '../../../src/linux/device/pause-counters.js';

const statistics = (counts: Readonly<Record<string, number>>): string =>
  `NIC statistics:\n${Object.entries(counts)
    .map(([name, count]) => `     ${name}: ${count}\n`)
    .join('')}`;

/** As drivers of kernel 6.1 name their statistics (their *_ethtool.c). */
const DRIVERS: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['e1000e', { rx_flow_control_xoff: 3, tx_flow_control_xoff: 4, rx_missed_errors: 9 }],
  ['igb', { rx_flow_control_xoff: 3, tx_flow_control_xoff: 4, tx_queue_0_packets: 9 }],
  ['i40e', { 'port.link_xoff_rx': 3, 'port.link_xoff_tx': 4, 'port.rx_bytes': 9 }],
  ['ice', { 'link_xoff_rx.nic': 3, 'link_xoff_tx.nic': 4, 'rx_bytes.nic': 9 }],
  ['mlx5', { rx_pause_ctrl_phy: 3, tx_pause_ctrl_phy: 4, tx_pause_storm_warning_events: 9 }],
  ['mlx5 with priorities', { rx_prio3_pause: 3, tx_prio3_pause: 4, rx_prio3_pause_duration: 9 }],
  ['bnxt', { rx_pause_frames: 3, tx_pause_frames: 4, rx_good_vlan_frames: 9 }],
  ['tg3', { rx_xoff_pause_rcvd: 3, tx_xoff_sent: 4, rx_octets: 9 }],
];

describe('parsePauseCounts', () => {
  it.each(DRIVERS)('finds the pause frames of %s among its statistics', (_, counts) => {
    expect(parsePauseCounts(statistics(counts))).toEqual({ received: 3, sent: 4 });
  });

  it('counts a frame once if a driver counts it by several names', () => {
    const mlx5 = { rx_pause_ctrl_phy: 7, rx_global_pause: 7, rx_prio0_pause: 3, rx_prio1_pause: 4 };
    expect(parsePauseCounts(statistics(mlx5))).toEqual({ received: 7, sent: 0 });
    const e1000e = { rx_flow_control_xon: 2, rx_flow_control_xoff: 5 };
    expect(parsePauseCounts(statistics(e1000e))).toEqual({ received: 7, sent: 0 });
  });

  it('finds none if a driver counts none', () => {
    expect(parsePauseCounts(statistics({ rx_packets: 4, rx_queue_0_kicks: 1 }))).toBeUndefined();
    expect(parsePauseCounts('no stats available\n')).toBeUndefined();
  });
});

describe('pauseCounts', () => {
  it('omits ports without such statistics, and missing ones', () => {
    const { commands, read } = pauseCounts(['eth1', 'eth2', 'eth3']);
    expect(commands).toHaveLength(3);
    const said = (exitCode: number, stdout: string) => ({ exitCode, stdout, stderr: '' });
    const found = read([
      said(0, statistics({ rx_flow_control_xoff: 1, tx_flow_control_xoff: 0 })),
      said(94, ''),
      said(0, statistics({ rx_packets: 1 })),
    ]);
    expect([...found]).toEqual([['eth1', { received: 1, sent: 0 }]]);
  });
});
