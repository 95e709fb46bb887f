import type { RoleName } from '../../../src/config/testbed/testbed-file.js';
import type { WiredPort } from '../../../src/preflight/wiring/wired-port.js';
import { keyOf } from '../../../src/preflight/wiring/wired-port.js';
import type { Observation } from '../../../src/preflight/wiring/wiring.js';

/** A port of a testbed, `dut1`, with interface `eth2` on a machine named like its role. */
export const port = (name: string): WiredPort => {
  const role = name.startsWith('gen') ? 'generator' : name.startsWith('dut') ? 'dut' : 'sink';
  const index = Number(/\d+$/.exec(name)?.[0] ?? 0);
  return {
    machine: role,
    interface: `eth${index + 1}`,
    port: { name, role: role satisfies RoleName },
  };
};

/** A port that is not in the testbed. */
export const spare = (machine: string, device: string): WiredPort => ({
  machine,
  interface: device,
});

/** Observations of ports that are connected in groups; a port in no group has no carrier. */
export const seen = (
  ports: readonly WiredPort[],
  groups: readonly (readonly WiredPort[])[],
): readonly Observation[] =>
  ports.map((each) => {
    const group = groups.find((own) => own.some((other) => keyOf(other) === keyOf(each)));
    return {
      port: each,
      carrier: group !== undefined,
      seenAt: (group ?? []).filter((other) => keyOf(other) !== keyOf(each)),
    };
  });
