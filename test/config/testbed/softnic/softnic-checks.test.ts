import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { changed, problemsOf } from '../../examples.js';

let oneMachine = '';
let deterministic = '';
beforeAll(async () => {
  const shipped = (name: string) =>
    readFile(new URL(`../../../../testbeds/${name}.yaml`, import.meta.url), 'utf8');
  oneMachine = await shipped('one-machine-lab');
  deterministic = await shipped('deterministic-lab');
});

describe('a softnic', () => {
  it('requires all roles on one machine', async () => {
    const away = changed(
      changed(oneMachine, 'machines:\n', 'machines:\n  far: {}\n'),
      'sink:\n    machine: all',
      'sink:\n    machine: far',
    );
    expect(await problemsOf(away)).toEqual([
      expect.stringContaining(
        "roles.sink.machine: with softwareNic all roles must be on one machine, here 'all'",
      ),
    ]);
  });

  it('uses only CPUs that the machine has', async () => {
    expect(await problemsOf(changed(oneMachine, 'cpus: [1]', 'cpus: [2]'))).toEqual([
      expect.stringContaining("roles.dut.cpus[0]: machine 'all' has CPUs 0 to 1: see its 'cpus'"),
    ]);
  });

  it('has no more ports than the module supports', async () => {
    const count = 40;
    const numbers = Array.from({ length: count }, (_, index) => index + 10);
    const ports = (name: string) =>
      numbers.map((n) => `      - { name: ${name}${n}, interface: ${name}${n} }\n`).join('');
    const more = changed(
      changed(
        changed(oneMachine, '      - { name: gen0', `${ports('gen')}      - { name: gen0`),
        '      - { name: dut0',
        `${ports('dut')}      - { name: dut0`,
      ),
      '  - [gen0, dut0]',
      `${numbers.map((n) => `  - [gen${n}, dut${n}]\n`).join('')}  - [gen0, dut0]`,
    );
    expect(await problemsOf(more)).toEqual([
      expect.stringContaining(
        'links: 44 links need 88 softnic ports; a machine can have at most 64',
      ),
    ]);
  });

  it('has a speed that the module supports', async () => {
    expect(await problemsOf(changed(oneMachine, 'linkSpeed: 1 Gb/s', 'linkSpeed: 1 Mb/s'))).toEqual(
      [expect.stringContaining('linkSpeed: softnic ports support 10 Mb/s to 400 Gb/s')],
    );
  });

  it('is required by sources', async () => {
    const without = changed(
      oneMachine,
      'softwareNic:\n  receiveRing: 256\n  transmitRing: 256\n',
      '',
    );
    expect(await problemsOf(without)).toEqual([]);
    expect(
      await problemsOf(
        changed(without, 'namespace: generator', 'namespace: generator\n    sending: source'),
      ),
    ).toEqual([expect.stringContaining("'source' is the source of a software port")]);
  });
});

describe('a deterministic lab', () => {
  it('has ports of one queue', async () => {
    const queues = changed(deterministic, 'transmitRing: 256', 'transmitRing: 256\n  queues: 2');
    expect(await problemsOf(queues)).toEqual([
      expect.stringContaining('softwareNic.queues: a deterministic lab has exactly one CPU'),
    ]);
  });

  it('has one CPU', async () => {
    expect(await problemsOf(changed(deterministic, 'cpus: 1 }', 'cpus: 2 }'))).toEqual([
      expect.stringContaining('machines.all.cpus: a deterministic lab has exactly one CPU'),
    ]);
  });

  it('has a software NIC', async () => {
    const without = changed(
      deterministic,
      'softwareNic:\n  receiveRing: 256\n  transmitRing: 256\n',
      '',
    );
    expect(await problemsOf(without)).toEqual([
      expect.stringContaining('a deterministic lab needs softwareNic: add it'),
    ]);
  });
});

describe('keys that exclude software ports', () => {
  it('are a NIC model and a namespace to create', async () => {
    const both = changed(
      changed(oneMachine, '  suite: bookworm', '  suite: bookworm\n  nic: e1000e'),
      'namespace: sink',
      'namespace: sink\n    makeNamespace: true',
    );
    expect(await problemsOf(both)).toEqual([
      expect.stringContaining('lab: nic: softwareNic creates the ports of this lab'),
      expect.stringContaining('roles.sink: makeNamespace: softwareNic creates'),
    ]);
  });
});
