import type { Severity } from '../../../src/preflight/finding.js';

export const MACHINES = ['generator', 'dut', 'sink'] as const;
export type Machine = (typeof MACHINES)[number];

/** What is wrong, how it comes about, how it is mended by hand, and what has to be found. */
export interface Planted {
  readonly defect: string;
  /** Default: the DUT. */
  readonly machine?: Machine;
  readonly plant: string;
  readonly mend: string;
  readonly check: string;
  readonly severity: Severity;
  /** The port that is named, by its name in the testbed. */
  readonly port?: string;
  /** Other checks that find the same defect from their side. */
  readonly also?: readonly string[];
  /** A setting: `doctor --fix` mends it, and teardown brings it back. */
  readonly setting?: true;
}

type Commands = Pick<Planted, 'plant' | 'mend'>;

/** A program that does nothing, under the name of one that would. */
export const running = (name: string): Commands => ({
  plant: `cp "$(command -v sleep)" /run/${name} && { /run/${name} infinity </dev/null >/dev/null 2>&1 & echo $! >/run/${name}.pid; }`,
  mend: `kill "$(cat /run/${name}.pid)"; rm -f /run/${name} /run/${name}.pid`,
});

/**
 * The same as a service: the machines of a lab have no service manager. A real one starts it with an environment
 * of its own, not with that of systemctl, by which a run knows its processes.
 */
export const service = (name: string): Commands => ({
  plant: `cp "$(command -v sleep)" /run/${name} && cat >/usr/local/bin/systemctl <<'END' && chmod +x /usr/local/bin/systemctl && systemctl start ${name}.service
#!/bin/sh
pid=/run/\${2%.service}.pid
case $1 in
  is-active) [ -e "$pid" ] && echo active || { echo inactive; exit 3; } ;;
  start) env -i setsid "/run/\${2%.service}" infinity </dev/null >/dev/null 2>&1 & echo $! >"$pid" ;;
  stop) kill "$(cat "$pid")" && rm "$pid" ;;
esac
END`,
  mend: `systemctl stop ${name}.service; rm -f /usr/local/bin/systemctl /run/${name}`,
});

export const moved = (path: string): Commands => ({
  plant: `mv ${path} ${path}.away`,
  mend: `mv ${path}.away ${path}`,
});

/** A program of the same name that is found first. */
export const before = (name: string, script: string): Commands => ({
  plant: `printf '#!/bin/sh\\n%s\\n' '${script}' >/usr/local/bin/${name} && chmod +x /usr/local/bin/${name}`,
  mend: `rm /usr/local/bin/${name}`,
});

/** Processors whose frequency is scaled, in place of those of a lab, which have none that is. */
export const scaled = (governor: string, boost: 0 | 1): Commands => ({
  plant: `cp -r /sys/devices/system/cpu /run/cpus 2>/dev/null
cd /run/cpus && mkdir -p cpu0/cpufreq cpufreq && echo acpi-cpufreq >cpu0/cpufreq/scaling_driver &&
echo ${governor} >cpu0/cpufreq/scaling_governor && echo ${boost} >cpufreq/boost &&
mount --bind /run/cpus /sys/devices/system/cpu`,
  mend: 'umount /sys/devices/system/cpu; rm -r /run/cpus',
});

/** A port that receives is up, as while a run lasts. */
export const up = (port: string): string => `ip link set dev ${port} up`;
export const down = (port: string): string => `ip link set dev ${port} down`;

/** A neighbour that sends by itself from eth1, a frame each millisecond. */
export const SENDING = `${up('eth1')} && modprobe pktgen && echo add_device eth1 >/proc/net/pktgen/kpktgend_0 &&
for what in 'count 0' 'delay 1000000' 'dst_mac ff:ff:ff:ff:ff:ff' 'dst 192.0.2.77'; do
  echo "$what" >/proc/net/pktgen/eth1 || exit
done
(echo start >/proc/net/pktgen/pgctrl) </dev/null >/dev/null 2>&1 &`;
export const SILENT = 'echo stop >/proc/net/pktgen/pgctrl; modprobe -r pktgen';
