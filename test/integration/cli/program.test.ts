import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vrbench } from '../../cli/vrbench.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A copy of a shipped file with something replaced. */
const spoiled = async (path: string, from: string, to: string): Promise<string> => {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  const copy = join(folder, `spoiled-${path.replaceAll('/', '-')}`);
  await writeFile(copy, text.replace(from, to));
  return copy;
};

const TESTBED = 'testbeds/three-machine.yaml';
const PLAYBOOK = 'playbooks/quickstart.yaml';

describe('vrbench validate', () => {
  it('accepts the shipped files', async () => {
    const { exitCode, stdout } = await vrbench(['validate', TESTBED, PLAYBOOK]);
    expect(stdout.split('\n')).toEqual([
      `${TESTBED}: valid testbed`,
      `${PLAYBOOK}: valid playbook`,
    ]);
    expect(exitCode).toBe(0);
  });

  it('names file, line, column and the nearest valid name, and exits 3', async () => {
    const file = await spoiled(PLAYBOOK, 'napi-macvlan', 'napi-macvlna');
    const { exitCode, stdout, stderr } = await vrbench(['validate', file]);
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\.yaml:\d+:\d+ dataPlanes\[3\]: .*did you mean 'napi-macvlan'\?/);
  });

  it('prints verdicts as JSON', async () => {
    const { stdout } = await vrbench(['validate', '--json', TESTBED]);
    expect(JSON.parse(stdout)).toEqual([{ file: TESTBED, kind: 'testbed', problems: [] }]);
  });
});

describe('vrbench plan', () => {
  it('shows what changes on machines that need not be there, and how long it takes', async () => {
    const { exitCode, stdout } = await vrbench(['plan', '-t', TESTBED, PLAYBOOK]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ {2}dut {2,}builds a kernel module {2,}afterwards: its folder is removed$/m,
    );
    expect(stdout).not.toContain('modprobe pktgen');
    expect(stdout).toMatch(/at most \d+ trials/);
  });

  it('shows every command where it is asked to', async () => {
    const { exitCode, stdout } = await vrbench(['plan', '-t', TESTBED, PLAYBOOK, '--commands']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('modprobe pktgen');
    expect(stdout).toContain('type napi_macvlan');
    expect(stdout).toMatch(/at most \d+ trials/);
  });

  it('refuses a playbook that asks for more ports than there are', async () => {
    const file = await spoiled(PLAYBOOK, 'ingressPorts: 2', 'ingressPorts: 9');
    const { exitCode, stderr } = await vrbench(['plan', '-t', TESTBED, file]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/:\d+:\d+ ingressPorts: needs 9 links/);
  });
});

describe('vrbench schema', () => {
  it.each([
    ['testbed', 1],
    ['playbook', 1],
    ['run', 3],
    ['trial', 3],
  ])('prints the schema of a %s', async (kind, version) => {
    const { exitCode, stdout } = await vrbench(['schema', kind]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $id: `urn:vrbench:${kind}:${version}` });
  });
});

describe('exit codes', () => {
  it('is 2 for a verb that does not exist', async () => {
    const { exitCode, stderr } = await vrbench(['mesure']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("unknown command 'mesure'");
  });

  it('is 4, naming the command to run, where the lab is not up', async () => {
    const { exitCode, stderr } = await vrbench(
      ['run', '-t', 'testbeds/virtual-lab.yaml', PLAYBOOK, '-r', folder],
      { XDG_STATE_HOME: folder },
    );
    expect(exitCode).toBe(4);
    expect(stderr).toContain('vrbench lab up');
  });

  it('is 0 for --version', async () => {
    expect(await vrbench(['--version'])).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('vrbench run --simulate', () => {
  it('conducts a playbook without a machine, and says so in table and archive', async () => {
    const { exitCode, stdout } = await vrbench(['run', '--simulate', PLAYBOOK, '-r', folder]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('figures: simulated: no router was measured');
  });

  it('is refused together with a testbed, and a run needs one of both', async () => {
    const both = await vrbench(['run', '--simulate', '-t', TESTBED, PLAYBOOK, '-r', folder]);
    const none = await vrbench(['run', PLAYBOOK, '-r', folder]);
    expect([both.exitCode, none.exitCode]).toEqual([2, 2]);
  });
});

describe('vrbench profile', () => {
  it('names the testbed that counts instructions where another is given', async () => {
    const playbook = 'playbooks/profile-case-1.yaml';
    const { exitCode, stderr } = await vrbench(['profile', '-t', TESTBED, playbook, '-r', folder]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('vrbench profile -t deterministic-lab PLAYBOOK');
  });
});

describe('a deterministic lab', () => {
  const LAB = 'testbeds/deterministic-lab.yaml';

  it('is not booted by lab up, which says what to do instead', async () => {
    const { exitCode, stderr } = await vrbench(['lab', 'up', '-t', LAB]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`vrbench run -t ${LAB} PLAYBOOK, without lab up`);
  });

  it('cannot be kept', async () => {
    const playbook = 'playbooks/deterministic-case-1.yaml';
    const { exitCode, stderr } = await vrbench(['run', '--keep', '-t', LAB, playbook]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('leave --keep out');
  });
});

describe('shipped files', () => {
  it('go by their names', async () => {
    const { exitCode, stdout } = await vrbench(['plan', '-t', 'three-machine', 'case-1']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^case-1 on three-machine$/m);
  });

  it('are both validated where two share a name', async () => {
    const { stdout } = await vrbench(['validate', 'virtual-lab']);
    expect(stdout).toMatch(/testbeds\/virtual-lab\.yaml: valid testbed\n/);
    expect(stdout).toMatch(/playbooks\/virtual-lab\.yaml: valid playbook$/);
  });

  it('are named where a name is mistyped', async () => {
    const { exitCode, stderr } = await vrbench(['run', '--simulate', 'rfc2544-ful', '-r', folder]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      "neither a file nor the name of a shipped playbook; did you mean 'rfc2544-full'?",
    );
  });
});

describe('a testbed of real machines', () => {
  it('has no lab that could be up or down', async () => {
    for (const verb of ['status', 'down']) {
      const { exitCode, stdout, stderr } = await vrbench(['lab', verb, '-t', TESTBED]);
      expect(exitCode).toBe(4);
      expect(stdout).toBe('');
      expect(stderr).toContain(`it has no lab: its machines (generator, dut, sink) are real`);
      expect(stderr).toContain(`vrbench run -t ${TESTBED} PLAYBOOK`);
    }
  });

  it('is said to be one where a playbook is expected', async () => {
    const { exitCode, stderr } = await vrbench(['run', '-t', PLAYBOOK, TESTBED]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/this is a testbed, but a playbook is expected here/);
  });
});

describe('a run that cannot begin', () => {
  it('leaves no archive, prints no report, and says why once, with the command to type', async () => {
    const results = join(folder, 'none');
    const argv = ['run', '-t', 'virtual-lab', 'virtual-lab', '-r', results];
    const { exitCode, stdout, stderr } = await vrbench(argv, { XDG_STATE_HOME: results });
    expect(exitCode).toBe(4);
    expect(stdout).toBe('');
    expect(stderr.match(/it is not running/g)).toHaveLength(1);
    expect(stderr).toContain('vrbench lab up -t virtual-lab');
    await expect(readFile(join(results, 'run.json'))).rejects.toThrow(/ENOENT/);
  });

  it('ends where the folder for results cannot be made', async () => {
    const { exitCode, stderr } = await vrbench(['run', '--simulate', PLAYBOOK, '-r', '/proc/x/y']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('creating the archive of the run on /proc/x/y: ENOENT');
  });
});
