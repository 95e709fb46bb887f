/**
 * Folder of the database, sockets and logs of a run's own switch: the machine's own Open vSwitch
 * has others (/etc/openvswitch, /run/openvswitch). On tmpfs, so that a reboot clears it.
 */
export const OVS_FOLDER = '/run/vrbench-ovs';
/** The one bridge of that switch. */
export const OVS_BRIDGE = 'vrbench-ovs';

/** Unix sockets of its daemons, as arguments for their clients. */
export const OVS_DATABASE = `unix:${OVS_FOLDER}/db.sock`;
export const OVS_SWITCHD = `${OVS_FOLDER}/vswitchd.ctl`;
export const OVS_OPENFLOW = `unix:${OVS_FOLDER}/${OVS_BRIDGE}.mgmt`;
