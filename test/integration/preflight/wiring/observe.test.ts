import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { ipBatch } from '../../../../src/linux/ip/batch.js';
import type { CabledPair } from '../../../../src/preflight/wiring/links.js';
import { choosePorts } from '../../../../src/preflight/wiring/free-ports.js';
import { wiringFindings } from '../../../../src/preflight/wiring/findings.js';
import { observe } from '../../../../src/preflight/wiring/observe.js';
import { wiringOf } from '../../../../src/preflight/wiring/wiring.js';
import { milliseconds } from '../../../../src/model/units.js';
import { openSandbox, sandboxProblem, snapshot } from '../../provision/sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;

const NAMESPACE = { gen: 'gen', dut: undefined, sink: 'sink' } as const;
const ROLE = { gen: 'generator', dut: 'dut', sink: 'sink' } as const;
type Side = keyof typeof NAMESPACE;
const sideOf = (name: string): Side =>
  name.startsWith('gen') ? 'gen' : name.startsWith('dut') ? 'dut' : 'sink';

const PORTS = ['gen0', 'gen1', 'dut0', 'dut1', 'dut2', 'sink0'];
const LINKS: readonly CabledPair[] = [
  ['gen0', 'dut0'],
  ['gen1', 'dut1'],
  ['dut2', 'sink0'],
];

const isWhole = (namespace: string | undefined): string[] =>
  namespace === undefined ? [] : ['netns', namespace];

/** A machine whose ports are ends of these cables; a port without one has an end in a namespace of its own. */
const cabled = async (cables: readonly (readonly [string, string])[]): Promise<LockedHost> => {
  const host = await openSandbox();
  for (const name of ['gen', 'sink', 'away']) await host.run(['ip', 'netns', 'add', name]);
  const joined = cables.flat();
  const open = PORTS.filter((name) => !joined.includes(name)).map((name) => [name, `${name}-far`]);
  for (const [one = '', other = ''] of [...cables, ...open]) {
    const place = (name: string): string[] =>
      isWhole(name.endsWith('-far') ? 'away' : NAMESPACE[sideOf(name)]);
    await host.run([
      ...(['ip', 'link', 'add', 'name', one, ...place(one)] as const),
      ...['type', 'veth', 'peer', 'name', other, ...place(other)],
    ]);
  }
  return host;
};

const survey = async (host: LockedHost) => {
  const places = (['gen', 'dut', 'sink'] as const).map((side) => ({
    host,
    namespace: NAMESPACE[side],
    ports: PORTS.filter((name) => sideOf(name) === side).map((name) => ({
      ...{ name, interface: name, role: ROLE[side] },
    })),
  }));
  const { free, untried } = await choosePorts(places);
  const wiring = wiringOf(
    await observe(free, {
      runId: 'wiring-1',
      signal: new AbortController().signal,
      negotiation: milliseconds(300),
    }),
  );
  return wiringFindings(wiring, untried, LINKS).map(
    ({ severity, found }) => `${severity}: ${found}`,
  );
};

describe.skipIf(skipped)('cables between namespaces', { timeout: 60_000 }, () => {
  it('are as the testbed says, and the machine is as before', async () => {
    await using host = await cabled(LINKS);
    const before = await snapshot(host);
    expect(await survey(host)).toEqual([]);
    expect(await snapshot(host)).toEqual(before);
  });

  it('are named where they are swapped', async () => {
    await using host = await cabled([
      ['gen0', 'dut1'],
      ['gen1', 'dut0'],
      ['dut2', 'sink0'],
    ]);
    expect(await survey(host)).toEqual([
      'stops: gen0 is connected to dut1 (dut1), the testbed says dut0; the cables of gen0 and gen1 are swapped',
      'stops: gen1 is connected to dut0 (dut0), the testbed says dut1; the cables of gen1 and gen0 are swapped',
    ]);
  });

  it('are named where they are looped or missing', async () => {
    await using host = await cabled([
      ['gen0', 'gen1'],
      ['dut2', 'sink0'],
    ]);
    expect(await survey(host)).toEqual([
      'stops: the cable is looped: gen0 is connected to gen1 (gen1), the testbed says dut0, and dut1 for gen1',
      'stops: dut0 (dut0) of dut has no link; the testbed says gen0',
      'stops: dut1 (dut1) of dut has no link; the testbed says gen1',
    ]);
  });

  it('are named where they end at a switch', async () => {
    await using host = await cabled([['dut2', 'sink0']]);
    const far = ['gen0', 'gen1', 'dut0', 'dut1'].map((name) => `${name}-far`);
    const { argv, stdin } = ipBatch(
      [
        ['link', 'add', 'name', 'switch', 'type', 'bridge'],
        ...far.map((name) => ['link', 'set', 'dev', name, 'master', 'switch', 'up']),
        ['link', 'set', 'dev', 'switch', 'up'],
      ],
      { namespace: 'away' },
    );
    await host.run(argv, { stdin });
    expect(await survey(host)).toEqual([
      'distorts: frames pass between more than two ports: gen0, gen1 (gen1), dut0 (dut0) and dut1 (dut1): a switch, a hub or a bridge is between them',
    ]);
  });

  it('are not looked for on ports in use', async () => {
    await using host = await cabled(LINKS);
    await host.run(['ip', 'address', 'add', '192.0.2.1/24', 'dev', 'dut0']);
    expect(await survey(host)).toEqual([
      'notes: dut0 (dut0) was not tried: it carries address 192.0.2.1/24; the testbed says gen0',
    ]);
  });
});
