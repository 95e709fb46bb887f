import type { Argv } from '../../model/command.js';
import { DATAPATH_DEVICE, type Datapath } from './datapath.js';
import { OVS_BRIDGE, OVS_FOLDER } from './folder.js';

/** Paths of the daemons' files, regardless of the machine's environment. */
const ENVIRONMENT = ['OVS_RUNDIR', 'OVS_LOGDIR', 'OVS_DBDIR', 'OVS_SYSCONFDIR'].map(
  (name) => `${name}=${OVS_FOLDER}`,
);

/**
 * Starts the database and the switch, detached. They outlive the controller's lock, as the data plane
 * does: the ledger ends them. The switch counts the CPUs by a clock that begins at boot, and
 * finds none in its first 10 s (count_cpu_cores() in lib/ovs-numa.c): without a thread that makes flows, the
 * kernel's datapath never forwards.
 */
const START = `folder=$1 datapath=$2 lock=$3
shift 3
unset "$lock"
umask 077
mkdir -- "$folder" || exit
ovsdb-tool create "$folder/conf.db" /usr/share/openvswitch/vswitch.ovsschema || exit
ovsdb-server "$folder/conf.db" --remote="punix:$folder/db.sock" --pidfile="$folder/ovsdb-server.pid" \\
  --unixctl="$folder/ovsdb.ctl" --log-file="$folder/ovsdb.log" -vconsole:off --detach --no-chdir || exit
ovs-vsctl --db="unix:$folder/db.sock" --no-wait init || exit
if [ "$datapath" = system ]; then
  while read -r up _ </proc/uptime && [ "\${up%.*}" -lt 11 ]; do sleep 0.1; done
fi
"$@" ovs-vswitchd "unix:$folder/db.sock" --pidfile="$folder/vswitchd.pid" \\
  --unixctl="$folder/vswitchd.ctl" --log-file="$folder/vswitchd.log" -vconsole:off --detach --no-chdir`;

/**
 * @param mark the environment variable of the controller's lock, which the daemons do not inherit
 * @param cpus on which the switch runs; absent: any
 */
export const startDaemons = (
  datapath: Datapath,
  mark: string,
  cpus: readonly number[] | undefined,
): Argv => [
  ...(['env', ...ENVIRONMENT, 'sh', '-c', START, 'sh', OVS_FOLDER, datapath, mark] as const),
  ...(cpus === undefined ? ['env'] : ['taskset', '-c', cpus.join(',')]),
];

/**
 * Ends the daemons and removes everything they created that is still there: a switch that was
 * killed leaves behind its devices and its datapath, which continues to forward. Processes are known by their
 * command line, within this mount namespace, as a pid file may be gone.
 */
const STOP = `folder=$1 device=$2 bridge=$3
own=$(readlink "/proc/$$/ns/mnt")
running() {
  pattern="--pidfile=$folder/$1\\.pid"
  grep -lse "$pattern" /proc/[0-9]*/cmdline | while read -r file; do
    file=\${file%/cmdline}
    [ "$(readlink "$file/ns/mnt")" != "$own" ] || echo "\${file#/proc/}"
  done
}
end() {
  tries=0
  while processes=$(running "$1") && [ -n "$processes" ]; do
    [ $tries -lt 400 ] || return 1
    if [ $tries -ge 200 ]; then
      for process in $processes; do
        if [ $tries -lt 300 ]; then kill "$process"; else kill -KILL "$process"; fi
      done
    fi
    sleep 0.1
    tries=$((tries + 1))
  done
}
[ -d "$folder" ] || exit 0
if [ -n "$(running vswitchd)" ]; then
  ovs-appctl -T 30 -t "$folder/vswitchd.ctl" exit --cleanup >/dev/null 2>&1
fi
end vswitchd || exit
if [ -e "/sys/class/net/$device" ]; then
  case $device in
    ovs-system) ovs-dpctl del-dp "system@$device" ;;
    *)
      for each in "$device" "$bridge"; do
        [ ! -e "/sys/class/net/$each" ] || ip link del dev "$each"
      done
      ;;
  esac
fi
if [ -e "/sys/class/net/$device" ]; then
  echo "$device is still there" >&2
  exit 1
fi
if [ -n "$(running ovsdb-server)" ]; then
  ovs-appctl -T 10 -t "$folder/ovsdb.ctl" exit >/dev/null 2>&1
fi
end ovsdb-server || exit
rm -rf -- "$folder"`;

/** Ends the daemons. Does nothing if they never ran. */
export const stopDaemons = (datapath: Datapath): Argv => [
  ...(['env', ...ENVIRONMENT, 'sh', '-c', STOP, 'sh'] as const),
  ...[OVS_FOLDER, DATAPATH_DEVICE[datapath], OVS_BRIDGE],
];
