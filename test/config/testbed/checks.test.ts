import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../examples.js';

const problems = (from: string, to: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, from, to));

describe('ports', () => {
  it('have unique names', async () => {
    expect(await problems('name: dut1', 'name: gen0')).toContain(
      "10:54 roles.dut.ports[1].name: the generator already has a port 'gen0';" +
        ' port names must be unique in a testbed',
    );
  });

  it('have unique network devices on a machine', async () => {
    expect(await problems('interface: eth2', 'interface: eth1')).toEqual([
      "10:71 roles.dut.ports[1].interface: 'eth1' is already port 'dut0' of the same machine",
    ]);
  });

  it('may have the same network device name in different namespaces', async () => {
    const shared = changed(TESTBED, '{ machine: right', '{ machine: left, namespace: sink');
    expect(await problemsOf(shared)).toEqual([]);
    expect(await problemsOf(changed(shared, ', namespace: sink', ''))).toEqual([
      "11:60 roles.sink.ports[0].interface: 'eth1' is already port 'gen0' of the same machine",
    ]);
  });
});

describe('machines', () => {
  it('of a role must exist', async () => {
    expect(await problems('machine: middle', 'machine: midle')).toEqual([
      "9:14 roles.dut.machine: unknown machine 'midle'; did you mean 'middle'? (left, middle, right)",
    ]);
  });

  it('are not inherited properties of objects', async () => {
    expect(await problems('machine: middle', 'machine: constructor')).toEqual([
      "9:14 roles.dut.machine: unknown machine 'constructor'; expected one of (left, middle, right)",
    ]);
  });

  it('do not combine the DUT and another role in one network stack', async () => {
    const [problem] = await problems('machine: left', 'machine: middle');
    expect(problem).toMatch(/^7:25 roles\.generator\.machine: the generator and the DUT share/);
    expect(await problems('machine: left', 'machine: middle, namespace: gen')).toEqual([]);
  });
});

describe('a namespace that a run creates', () => {
  const made = '{ machine: right, namespace: sink, makeNamespace: true';

  it('gets ports that are in another one before', async () => {
    expect(await problems('{ machine: right', made)).toEqual([]);
    const onOne = changed(TESTBED, '{ machine: right', made.replace('right', 'left'));
    expect(await problemsOf(onOne)).toEqual([
      expect.stringContaining(
        "roles.sink.ports[0].interface: 'eth1' is already port 'gen0' of the same machine",
      ),
    ]);
  });

  it('has a name, and is not the DUT', async () => {
    expect(await problems('{ machine: right', '{ machine: right, makeNamespace: true')).toEqual([
      expect.stringContaining("roles.sink: makeNamespace: add the name, as 'namespace'"),
    ]);
    expect(
      await problems(
        'machine: middle',
        'machine: middle\n    namespace: a\n    makeNamespace: true',
      ),
    ).toContainEqual(
      expect.stringContaining("the DUT's ports stay in the machine's own namespace"),
    );
  });
});
