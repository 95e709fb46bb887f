/**
 * Where a switch of a run's own has its database, its sockets and its logs: the machine's own Open vSwitch
 * has others (/etc/openvswitch, /run/openvswitch). On tmpfs, so that a reboot clears it.
 */
export const OVS_FOLDER = '/run/vrbench-ovs';
/** The one bridge of that switch. */
export const OVS_BRIDGE = 'vrbench-ovs';

/** Unix sockets of its daemons, as their clients take them. */
export const OVS_DATABASE = `unix:${OVS_FOLDER}/db.sock`;
export const OVS_SWITCHD = `${OVS_FOLDER}/vswitchd.ctl`;
export const OVS_OPENFLOW = `unix:${OVS_FOLDER}/${OVS_BRIDGE}.mgmt`;
