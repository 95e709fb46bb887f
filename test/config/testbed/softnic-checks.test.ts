import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { changed, problemsOf } from '../examples.js';

let oneMachine = '';
let deterministic = '';
beforeAll(async () => {
  const shipped = (name: string) =>
    readFile(new URL(`../../../testbeds/${name}.yaml`, import.meta.url), 'utf8');
  oneMachine = await shipped('one-machine-lab');
  deterministic = await shipped('deterministic-lab');
});

describe('a software NIC', () => {
  it('takes all roles to one machine', async () => {
    const away = changed(
      changed(oneMachine, 'machines:\n', 'machines:\n  far: {}\n'),
      'sink:\n    machine: all',
      'sink:\n    machine: far',
    );
    expect(await problemsOf(away)).toEqual([
      expect.stringContaining(
        "roles.sink.machine: with a softwareNic all roles are on one machine, here 'all'",
      ),
    ]);
  });

  it('has processors that the machine has', async () => {
    expect(await problemsOf(changed(oneMachine, 'cpus: [1]', 'cpus: [2]'))).toEqual([
      expect.stringContaining("roles.dut.cpus[0]: machine 'all' has CPUs 0 to 1: see its 'cpus'"),
    ]);
  });

  it('has as many ports as the module makes', async () => {
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
      expect.stringContaining('links: 44 links take 88 software ports; a machine has 64 at most'),
    ]);
  });

  it('has a speed that the module can set', async () => {
    expect(await problemsOf(changed(oneMachine, 'linkSpeed: 1 Gb/s', 'linkSpeed: 1 Mb/s'))).toEqual(
      [expect.stringContaining('linkSpeed: the ports of a softwareNic have 10 Mb/s to 400 Gb/s')],
    );
  });

  it('is what the cpus of DUT and sink are for', async () => {
    const without = changed(
      oneMachine,
      'softwareNic:\n  receiveRing: 256\n  transmitRing: 256\n',
      '',
    );
    expect(await problemsOf(without)).toEqual([
      expect.stringContaining('cpus: only the ports of a softwareNic have one; leave it out'),
    ]);
  });
});

describe('a deterministic lab', () => {
  it('has one CPU', async () => {
    expect(await problemsOf(changed(deterministic, 'cpus: 1 }', 'cpus: 2 }'))).toEqual([
      expect.stringContaining('machines.all.cpus: a deterministic lab has one CPU'),
    ]);
  });

  it('has a software NIC', async () => {
    const without = changed(
      deterministic,
      'softwareNic:\n  receiveRing: 256\n  transmitRing: 256\n',
      '',
    );
    expect(await problemsOf(without)).toEqual([
      expect.stringContaining('a deterministic lab has one machine and a softwareNic: add it'),
    ]);
  });
});
