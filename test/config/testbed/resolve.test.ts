import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../src/config/load.js';
import { metalTestbed } from '../../../src/config/testbed/resolve.js';
import { changed, TESTBED, withFile } from '../examples.js';

describe('a testbed without a lab', () => {
  it('has the connections of its roles, with absolute file names', async () => {
    const text = changed(
      changed(
        TESTBED,
        'host: 192.0.2.1 }',
        'host: 192.0.2.1, identityFile: ~/.ssh/id, knownHosts: keys }',
      ),
      'machine: middle\n',
      'machine: middle\n    kernelSource: { type: file, file: ../macvlan.c }\n',
    );
    const { file } = await withFile(
      changed(
        text,
        'roles:',
        '  spare: { connection: { type: local } }\nmoduleSigning: { key: ~/k.pem, certificate: c.der }\nroles:',
      ),
      loadTestbed,
    );
    const testbed = metalTestbed(file, '/lab/beds');
    expect(testbed.environment).toEqual({ kind: 'metal' });
    expect(Object.keys(testbed.connections)).toEqual(['left', 'middle', 'right']);
    expect(testbed.connections.left).toEqual({
      type: 'ssh',
      host: '192.0.2.1',
      identityFile: join(homedir(), '.ssh/id'),
      knownHosts: '/lab/beds/keys',
      sudo: false,
    });
    expect(testbed.connections.right).toEqual({ type: 'local', sudo: false });
    expect(testbed.roles.dut.kernelSource).toEqual({ type: 'file', file: '/lab/macvlan.c' });
    expect(testbed.moduleSigning).toEqual({
      key: join(homedir(), 'k.pem'),
      certificate: '/lab/beds/c.der',
    });
    expect(testbed.ringOverflow).toEqual({});
  });

  it('cannot come from a file that describes a lab', async () => {
    const { file } = await withFile(TESTBED, loadTestbed);
    const lab = {
      ...file,
      lab: { kind: 'virtual', suite: 'bookworm' },
      machines: { left: {} },
    } as const;
    expect(() => metalTestbed(lab, '/')).toThrow(/machine 'left' has no connection\n.*lab up/);
  });
});
