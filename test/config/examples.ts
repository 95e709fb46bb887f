import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidFile } from '../../src/document/invalid-file.js';
import { loadAny } from '../../src/config/load.js';

/** A valid testbed, for tests that break one thing in it. */
export const TESTBED = `name: small
machines:
  left: { connection: { type: ssh, host: 192.0.2.1 } }
  middle: { connection: { type: ssh, host: 192.0.2.2 } }
  right: { connection: { type: local } }
roles:
  generator: { machine: left, ports: [{ name: gen0, interface: eth1 }] }
  dut:
    machine: middle
    ports: [{ name: dut0, interface: eth1 }, { name: dut1, interface: eth2 }]
  sink: { machine: right, ports: [{ name: sink0, interface: eth1 }] }
links:
  - [gen0, dut0]
  - [dut1, sink0]
linkSpeed: 1 Gb/s
`;

/** A valid playbook, for tests that break one thing in it. */
export const PLAYBOOK = `name: short
dataPlanes:
  - ip-forwarder
  - napi-macvlan
trial:
  duration: 1 s
procedures:
  - test: load-sweep
    intendedLoads: [5 kpps, 10 kpps]
  - test: throughput
    minimumLoad: 1 kpps
    maximumLoad: 100 kpps
    resolution: 2 %
`;

/** The text with one part replaced; the part must exist. */
export const changed = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`the example has no '${from}'`);
  return text.replace(from, to);
};

/** Calls `use` with the name of a file with this text and removes the file afterwards. */
export const withFile = async <Result>(
  text: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-config-'));
  try {
    const path = join(folder, 'x.yaml');
    await writeFile(path, text);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The problems of a file with this text, each starting with its line: `6:5 dataPlanes[1]: …`. */
export const problemsOf = (text: string): Promise<readonly string[]> =>
  withFile(text, async (path) => {
    try {
      await loadAny(path);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidFile)) throw error;
      return error.problems.map((problem) => problem.slice(path.length + 1));
    }
  });
