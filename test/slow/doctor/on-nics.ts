import { service, type Planted } from './planted.js';

/** Does something with each test port. */
const each = (script: string): string =>
  `for port in /sys/class/net/eth[1-9]; do port=\${port##*/}; ${script}; done`;

/** The interrupts of a port go to a CPU; of a port that is down there are none. */
const interruptsTo = (cpu: number): string =>
  `for irq in /sys/class/net/$port/device/msi_irqs/*; do echo ${cpu} >/proc/irq/\${irq##*/}/smp_affinity_list || :; done`;
const LINKED = 'until grep -q 1 /sys/class/net/$port/carrier; do sleep 0.1; done';

/** Ports that are up, and send nothing by themselves: as their driver begins. */
export const PORTS_UP = [
  each('echo 1 >/proc/sys/net/ipv6/conf/$port/disable_ipv6; ip link set dev $port up'),
  each(LINKED),
].join('\n');

/** The interrupts of the DUT's ports go to the CPU that the role is not given. */
export const ASTRAY = each(interruptsTo(0));

/** Ports as a measurement wants them, by hand. */
export const MADE_SOUND = [
  each('ethtool -A $port autoneg off rx off tx off; ethtool -C $port rx-usecs 0'),
  each('ethtool -G $port rx 4096'),
  PORTS_UP,
  // Of a machine with one processor all go there.
  each(interruptsTo(1)),
].join('\n');

const QUIET = 'ethtool -A eth1 autoneg off rx off tx off';
const AT_ONCE = 'ethtool -C eth1 rx-usecs 0';

/** The driver is loaded again, as after a start. */
const loaded = (throttling: number): string =>
  `rmmod e1000e && modprobe e1000e InterruptThrottleRate=${throttling},${throttling},${throttling} && sleep 1`;

/**
 * Each setting that ethtool has of a real NIC's driver, and the CPUs that take its interrupts: a run sends those
 * to the CPUs of the role by itself, so that they are notes.
 */
export const ON_NICS: readonly Planted[] = [
  {
    defect: 'pause frames that are received and sent',
    plant: 'ethtool -A eth1 autoneg off rx on tx on',
    mend: QUIET,
    check: 'pause-frames',
    severity: 'distorts',
    port: 'dut0',
    setting: true,
  },
  {
    defect: 'a sink that sends pause frames',
    machine: 'sink',
    plant: 'ethtool -A eth1 autoneg off rx off tx on',
    mend: QUIET,
    check: 'pause-frames',
    severity: 'distorts',
    port: 'sink0',
    setting: true,
  },
  {
    defect: 'a generator that heeds pause frames',
    machine: 'generator',
    plant: 'ethtool -A eth1 autoneg off rx on tx off',
    mend: QUIET,
    check: 'pause-frames',
    severity: 'distorts',
    port: 'gen0',
    setting: true,
  },
  {
    defect: 'interrupts that wait',
    plant: 'ethtool -C eth1 rx-usecs 100',
    mend: AT_ONCE,
    check: 'interrupt-throttling',
    severity: 'distorts',
    port: 'dut0',
    setting: true,
  },
  {
    defect: 'interrupts that are moderated by the load',
    plant: 'ethtool -C eth2 rx-usecs 3',
    mend: 'ethtool -C eth2 rx-usecs 0',
    check: 'interrupt-throttling',
    severity: 'distorts',
    port: 'dut1',
    setting: true,
  },
  {
    defect: 'InterruptThrottleRate of the driver',
    machine: 'generator',
    plant: `${loaded(3000)}; ethtool -A eth1 autoneg off rx off tx off; ethtool -G eth1 rx 4096`,
    mend: `${loaded(0)}\n${MADE_SOUND}`,
    check: 'interrupt-throttling',
    severity: 'distorts',
    port: 'gen0',
    // Its ports are down then.
    also: ['unread-settings'],
    setting: true,
  },
  {
    defect: "a short receive ring of the sink's",
    machine: 'sink',
    plant: 'ethtool -G eth1 rx 80',
    mend: 'ethtool -G eth1 rx 4096',
    check: 'rings',
    severity: 'notes',
    port: 'sink0',
    setting: true,
  },
  {
    defect: "a short receive ring of the generator's",
    machine: 'generator',
    plant: 'ethtool -G eth1 rx 256',
    mend: 'ethtool -G eth1 rx 4096',
    check: 'rings',
    severity: 'notes',
    port: 'gen0',
    setting: true,
  },
  {
    defect: 'a speed that is forced',
    plant: `ethtool -s eth1 autoneg off speed 100 duplex full && sleep 3 && port=eth1 && ${LINKED}`,
    mend: `ethtool -s eth1 autoneg on && sleep 3 && port=eth1 && ${LINKED}`,
    check: 'speed',
    severity: 'stops',
    port: 'dut0',
  },
  {
    defect: 'a duplex that is forced',
    plant: `ethtool -s eth2 autoneg off speed 100 duplex half && sleep 3 && port=eth2 && ${LINKED}`,
    mend: `ethtool -s eth2 autoneg on && sleep 3 && port=eth2 && ${LINKED}`,
    check: 'duplex',
    severity: 'stops',
    port: 'dut1',
    also: ['speed'],
  },
  {
    defect: 'offloads that join frames',
    plant: 'ethtool -K eth1 rx-gro-list on rx-udp-gro-forwarding on',
    mend: 'ethtool -K eth1 rx-gro-list off rx-udp-gro-forwarding off',
    check: 'offloads',
    severity: 'distorts',
    port: 'dut0',
    setting: true,
  },
  {
    defect: 'RPS of a NIC',
    plant: 'echo 2 >/sys/class/net/eth2/queues/rx-0/rps_cpus',
    mend: 'echo 0 >/sys/class/net/eth2/queues/rx-0/rps_cpus',
    check: 'receive-steering',
    severity: 'notes',
    port: 'dut1',
    setting: true,
  },
  {
    defect: 'interrupts that go to another CPU',
    plant: `port=eth1; ${interruptsTo(0)}`,
    mend: `port=eth1; ${interruptsTo(1)}`,
    check: 'interrupt-affinity',
    severity: 'notes',
    port: 'dut0',
    setting: true,
  },
  {
    defect: "irqbalance, which moves a NIC's interrupts",
    ...service('irqbalance'),
    check: 'irqbalance',
    severity: 'notes',
    setting: true,
  },
];
