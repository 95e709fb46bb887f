import { describe, expect, it } from 'vitest';
import type { Host } from '../../../../src/host/host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { softwareNic } from '../../../../src/provision/steps/softnic.js';
import type { SoftnicSpec } from '../../../../src/provision/steps/softnic-ports.js';
import { recordingHost } from '../../../provision/recording-host.js';
import { openSandbox, sandboxProblem } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;

const spec: SoftnicSpec = {
  pairs: [
    {
      dut: { interface: 'dut0', mac: '02:76:72:90:00:00', cpu: 1 },
      peer: {
        interface: 'gen0',
        mac: '02:76:72:90:00:01',
        namespace: 'gen',
        cpu: 0,
        discard: false,
      },
    },
    {
      dut: { interface: 'dut1', mac: '02:76:72:90:00:02', cpu: 1 },
      peer: {
        interface: 'sink0',
        mac: '02:76:72:90:00:03',
        namespace: 'sink',
        cpu: 0,
        discard: true,
      },
    },
  ],
  receiveRing: 256,
  transmitRing: 512,
  speed: 1000,
  receiveOffload: false,
};

/** The commands of a spec as text: where each runs, and what. */
const scriptOf = (of: SoftnicSpec): string =>
  softwareNic(of)
    .describe()
    .map(({ argv, stdin = '' }) => {
      const place = argv[1] === 'netns' ? argv[3] : 'own';
      return stdin.replace(/^(?=.)/gm, `${place}: `);
    })
    .join('');

describe('the commands of software-nic', () => {
  it('create every port of the DUT before its peer', () => {
    expect(softwareNic(spec).describe()[0]).toEqual({
      argv: ['ip', '-batch', '-'],
      stdin: `link add name dut0 address 02:76:72:90:00:00 type softnic
link add link dut0 name gen0 address 02:76:72:90:00:01 netns gen type softnic
link add name dut1 address 02:76:72:90:00:02 type softnic
link add link dut1 name sink0 address 02:76:72:90:00:03 netns sink type softnic
`,
    });
  });

  it('set up every port in its own namespace', () => {
    const script = scriptOf(spec);
    expect(script).toContain('own: dut1 cpu 1\n');
    expect(script).toContain('gen: gen0 cpu 0\ngen: gen0 discard 0\n');
    expect(script).toContain('sink: sink0 discard 1\n');
    expect(script).toContain('sink: ethtool -G sink0 rx 256 tx 512\n');
    expect(script).toContain('gen: ethtool -s gen0 speed 1000 duplex full autoneg off\n');
  });

  it("change the receive offload of the DUT's ports only", () => {
    expect(scriptOf(spec).match(/^.* gro .*$/gm)).toEqual([
      'own: ethtool -K dut0 gro off',
      'own: ethtool -K dut1 gro off',
    ]);
    expect(scriptOf({ ...spec, receiveOffload: true })).toContain('-K dut0 gro on');
  });

  it('bring no port up: its CPU could not be changed then', async () => {
    const host = recordingHost();
    await softwareNic(spec).apply(host);
    expect(host.commands).toEqual(softwareNic(spec).describe());
    expect(JSON.stringify(host.commands)).not.toMatch(/\bup\b/);
  });
});

describe.skipIf(skipped)('software-nic', { timeout: 60_000 }, () => {
  const open = async (...lines: string[]): Promise<Host> => {
    const host = await openSandbox();
    for (const line of ['netns add gen', 'netns add sink', ...lines]) {
      await host.run(['ip', ...line.split(' ')]);
    }
    return host;
  };
  const withCpu = (cpu: number): SoftnicSpec => ({
    ...spec,
    pairs: spec.pairs.map(({ dut, peer }) => ({ dut: { ...dut, cpu: 0 }, peer: { ...peer, cpu } })),
  });
  const linksOf = async (host: Host, namespace: string): Promise<string> =>
    (await host.run(['ip', '-n', namespace, '-br', 'link'])).stdout;

  it('needs nothing to be remembered where names and CPUs are free', async () => {
    await using host = await open();
    expect(await softwareNic(withCpu(0)).read(host)).toBeNull();
  });

  it.each([
    ['dut1', 'link add name dut1 type veth', /creating port dut1 on dut: .* already exists\n/],
    ['sink0', '-n sink link add name sink0 type veth', /already exists in namespace sink\n/],
  ])('refuses to make %s where that name is taken', async (_, line, message) => {
    await using host = await open(line);
    const refused = softwareNic(withCpu(0)).read(host);
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/vrbench teardown -t TESTBED/);
  });

  it('takes a name that is taken elsewhere', async () => {
    await using host = await open('link add name gen0 type veth');
    expect(await softwareNic(withCpu(0)).read(host)).toBeNull();
  });

  it('names a CPU that does not exist, its port, and the CPUs there are', async () => {
    await using host = await open();
    const refused = softwareNic(withCpu(1023)).read(host);
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/assigning port gen0 to CPU 1023 on dut/);
    await expect(refused).rejects.toThrow(/online CPUs: 0/);
    await expect(refused).rejects.toThrow(/correct 'cpus' of the role of gen0 in the testbed/);
  });

  it('says with the name of the namespace that it is not there', async () => {
    await using host = await openSandbox();
    await expect(softwareNic(withCpu(0)).read(host)).rejects.toThrow(
      /there is no network namespace gen/,
    );
  });

  it('undoes what was made of it, and again', async () => {
    // As after an apply that was cut short: one pair, and half of the other.
    await using host = await open(
      'link add name dut0 type bridge',
      'link add name dut1 type bridge',
      '-n gen link add name gen0 type bridge',
    );
    const step = softwareNic(spec);
    await step.undo(host, null);
    expect(await linksOf(host, 'gen')).not.toContain('gen0');
    expect((await host.run(['ip', '-br', 'link'])).stdout).not.toContain('dut');
    await step.undo(host, null);
  });
});
