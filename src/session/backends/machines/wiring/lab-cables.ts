import { placedPorts } from '../../../../config/testbed/placed-port.js';
import type { TestbedFile } from '../../../../config/testbed/testbed-file.js';
import { statedCables } from '../../../../config/testbed/tester/cables.js';
import { namespaceBefore } from '../../../../config/testbed/tester/namespace-before.js';
import { wiringFindings } from '../../../../preflight/wiring/findings.js';
import type { WiringFinding } from '../../../../preflight/wiring/wiring-finding.js';
import type { WiredPort } from '../../../../preflight/wiring/wired-port.js';
import { wiringOf } from '../../../../preflight/wiring/wiring.js';

/**
 * Problems with the cables of a lab. They need no test frames, as the lab was booted with them. Pure.
 * @param joined the pairs of ports that they connect
 */
export const labCables = (
  file: TestbedFile,
  joined: readonly (readonly [string, string])[],
): readonly WiringFinding[] => {
  const ports = placedPorts(file).map(({ role, port }): WiredPort => ({
    machine: file.roles[role].machine,
    namespace: namespaceBefore(file.roles[role]),
    interface: port.interface,
    port: { name: port.name, role },
  }));
  const observations = ports.map((port) => {
    const partner = joined
      .find((ends) => ends.includes(port.port?.name ?? ''))
      ?.find((name) => name !== port.port?.name);
    const seenAt = ports.filter((other) => other.port?.name === partner);
    return { port, carrier: seenAt.length > 0, seenAt };
  });
  return wiringFindings(wiringOf(observations), [], statedCables(file));
};
