/** Console messages of a guest once its router is set up, or setting it up failed. */
export const READY = 'VR-READY';
export const FAILED = 'VR-FAILED';
/** Delimiters of a guest's answer, each followed by the query. */
export const ANSWER_STARTS = 'VR-BEGIN';
export const ANSWER_ENDS = 'VR-END';

/** The heading of queueing disciplines in an answer, and the command that shows them. */
export const QDISCS = 'tc -s -j qdisc';

/**
 * PID 1 of a guest, in a folder with `commands`, the program for lists of commands, and `setup`, the list
 * that sets up the router. Then it answers each line of its console with its counters. In an initial
 * ramdisk it first installs the tools and loads the modules.
 */
export const INIT = `#!/bin/sh
PATH=/usr/sbin:/sbin:/usr/bin:/bin
export PATH
if [ "$0" = /init ]; then
  /bin/busybox --install -s /bin
  mount -t devtmpfs devtmpfs /dev
  for module in /modules/*; do
    [ ! -e "$module" ] || insmod "$module"
  done
fi
mount -t proc proc /proc
mount -t sysfs sysfs /sys
# The console shows lines as they are, and none of those that it reads.
stty -echo -opost
cd "\${0%/*}/" || exit
if sh commands stop <setup; then echo ${READY}; else echo ${FAILED}; fi
while read -r question; do
  echo "${ANSWER_STARTS} $question"
  for file in /proc/net/snmp /proc/net/netstat /proc/net/snmp6 /proc/net/softnet_stat \\
    /proc/net/stat/arp_cache /proc/net/stat/ndisc_cache; do
    [ ! -e "$file" ] || { echo "==> $file <=="; cat "$file"; }
  done
  echo '==> ${QDISCS} <=='
  ${QDISCS}
  echo
  echo "${ANSWER_ENDS} $question"
done
poweroff -f
`;
