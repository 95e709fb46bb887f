import type { Host } from '../../host/host.js';
import { Failure } from '../../model/failure.js';
import { seconds } from '../../model/units.js';

/**
 * `ip netns del` returns before the kernel has removed the devices in the namespace,
 * and each of them holds its module. So removing a module in use is retried for 5 to 15 s.
 */
const REMOVE = `
attempts=50
while [ -e "/sys/module/$1" ] && ! rmmod "$1" 2>/dev/null; do
  attempts=$((attempts - 1))
  [ "$attempts" -gt 0 ] || exec rmmod "$1"
  sleep 0.1
done`;

/** Removes a module from the kernel, if it is loaded. @throws Failure while in use */
export const removeModule = async (host: Host, name: string): Promise<void> => {
  const { exitCode, stderr } = await host.attempt(['sh', '-c', REMOVE, 'sh', name], {
    deadline: seconds(60),
  });
  if (exitCode === 0) return;
  throw new Failure({
    attempted: `removing module ${name}`,
    where: host.name,
    got: stderr.trim(),
    remedy: 'delete the network devices that use it: ip -d link, also in other namespaces',
  });
};
