import { before, moved, running, scaled, service, type Planted } from './planted.js';

/** What is wrong with a machine: its programs, its kernel, its processors and clocks. */
export const ON_MACHINES: readonly Planted[] = [
  {
    defect: 'a program is missing',
    ...moved('/usr/sbin/ethtool'),
    check: 'tools',
    severity: 'stops',
  },
  { defect: 'no compiler', ...moved('/usr/bin/make'), check: 'tools', severity: 'stops' },
  {
    defect: "busybox' tools in place of coreutils",
    ...before('tail', 'exec busybox tail "$@"'),
    check: 'tools',
    severity: 'stops',
  },
  {
    defect: 'a compiler other than that of the kernel',
    plant:
      'mv /usr/bin/gcc-12 /usr/bin/gcc.away && printf \'#!/bin/sh\\ncase $1 in -dumpversion) echo 9;; *) exec gcc.away "$@";; esac\\n\' >/usr/local/bin/gcc && chmod +x /usr/local/bin/gcc',
    mend: 'rm /usr/local/bin/gcc; mv /usr/bin/gcc.away /usr/bin/gcc-12',
    check: 'compiler',
    severity: 'notes',
  },
  {
    defect: 'no headers',
    ...moved('"/lib/modules/$(uname -r)/build"'),
    check: 'kernel-headers',
    severity: 'stops',
  },
  {
    defect: "no source of the kernel's",
    plant: 'mkdir /usr/src.away && mv /usr/src/linux-source-* /usr/src.away/',
    mend: 'mv /usr/src.away/* /usr/src/ && rmdir /usr/src.away',
    check: 'kernel-source',
    severity: 'stops',
  },
  {
    defect: 'a kernel that is too old',
    ...before(
      'uname',
      'case $* in -r) echo 4.18.0-513.5.1.el8_9.x86_64;; *) exec /usr/bin/uname "$@";; esac',
    ),
    check: 'kernel-line',
    severity: 'stops',
    also: ['kernel-headers', 'kernel-source'],
  },
  {
    defect: 'no pktgen',
    machine: 'generator',
    plant:
      'f=$(modinfo -n pktgen) && mv "$f" /run/pktgen.away && echo "$f" >/run/pktgen.path && depmod',
    mend: 'mv /run/pktgen.away "$(cat /run/pktgen.path)" && rm /run/pktgen.path && depmod',
    check: 'kernel-modules',
    severity: 'stops',
  },
  {
    defect: 'Secure Boot, under which modules may have to be signed',
    ...before('mokutil', 'echo SecureBoot enabled'),
    check: 'secure-boot',
    severity: 'notes',
  },
  {
    defect: 'little space to build modules',
    plant:
      'fallocate -l "$(($(df -Pk /run | tail -n 1 | tr -s " " | cut -d " " -f 4) - 20000))K" /run/fill',
    mend: 'rm /run/fill',
    check: 'disk-space',
    severity: 'stops',
  },
  {
    defect: 'little space to keep modules',
    plant: 'mount -t tmpfs -o size=2m none /var/cache',
    mend: 'umount /var/cache',
    check: 'disk-space',
    severity: 'stops',
  },
  {
    defect: 'changes of an earlier run',
    plant: 'mkdir -p /run/vrbench && echo "{}" >/run/vrbench/ledger.ndjson',
    mend: 'rm -r /run/vrbench',
    check: 'earlier-changes',
    severity: 'stops',
  },
  {
    defect: 'NetworkManager',
    ...running('NetworkManager'),
    check: 'network-managers',
    severity: 'notes',
  },
  {
    defect: 'a DHCP client',
    ...running('dhclient'),
    check: 'network-managers',
    severity: 'notes',
  },
  {
    defect: 'LLDP',
    machine: 'sink',
    ...running('lldpd'),
    check: 'network-managers',
    severity: 'notes',
  },
  {
    defect: 'automatic upgrades',
    ...running('unattended-upgr'),
    check: 'background-work',
    severity: 'notes',
  },
  {
    defect: 'irqbalance',
    ...service('irqbalance'),
    check: 'irqbalance',
    severity: 'distorts',
    setting: true,
  },
  {
    defect: 'a frequency governor that follows the load',
    ...scaled('schedutil', 0),
    check: 'cpu-governor',
    severity: 'distorts',
    setting: true,
  },
  {
    defect: 'turbo',
    ...scaled('performance', 1),
    check: 'turbo',
    severity: 'notes',
    setting: true,
  },
  {
    defect: 'a slow clock source',
    plant:
      'cd /sys/devices/system/clocksource/clocksource0 && cat current_clocksource >/run/clock && echo acpi_pm >current_clocksource',
    mend: 'cat /run/clock >/sys/devices/system/clocksource/clocksource0/current_clocksource',
    check: 'clock-source',
    severity: 'distorts',
  },
  {
    defect: "the sink's clock is ahead",
    machine: 'sink',
    plant: 'date -s "@$(($(date +%s) + 3600))"',
    mend: 'date -s "@$(($(date +%s) - 3600))"',
    check: 'clock-offset',
    severity: 'distorts',
  },
  {
    defect: "the generator's clock is behind",
    machine: 'generator',
    plant: 'date -s "@$(($(date +%s) - 86400))"',
    mend: 'date -s "@$(($(date +%s) + 86400))"',
    check: 'clock-offset',
    severity: 'distorts',
  },
  {
    defect: 'little memory',
    plant:
      'mkdir -p /run/mem && mount -t tmpfs -o size=900m none /run/mem && head -c "$(($(sed -n "s/^MemAvailable: *\\([0-9]*\\).*/\\1/p" /proc/meminfo) - 70000))K" /dev/zero >/run/mem/fill',
    mend: 'umount /run/mem && rmdir /run/mem',
    check: 'memory',
    severity: 'stops',
  },
  {
    defect: 'connection tracking',
    plant: 'modprobe nf_conntrack',
    mend: 'modprobe -r nf_conntrack',
    check: 'connection-tracking',
    severity: 'notes',
  },
];

/** What nothing but a restart takes back. */
export const UNTIL_A_RESTART: readonly Omit<Planted, 'mend'>[] = [
  {
    defect: 'a kernel that has warned',
    plant: 'echo 512 >/proc/sys/kernel/tainted',
    check: 'kernel-taint',
    severity: 'distorts',
  },
  {
    defect: 'a kernel that is locked down',
    plant:
      'mountpoint -q /sys/kernel/security || mount -t securityfs none /sys/kernel/security; echo integrity >/sys/kernel/security/lockdown',
    check: 'module-loading',
    severity: 'stops',
  },
  {
    defect: 'a kernel that takes no modules any more',
    machine: 'generator',
    plant: 'echo 1 >/proc/sys/kernel/modules_disabled',
    check: 'module-loading',
    severity: 'stops',
  },
];
