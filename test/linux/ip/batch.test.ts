import { describe, expect, it } from 'vitest';
import { ipBatch, ipBatches, removalProblems } from '../../../src/linux/ip/batch.js';

describe('ipBatch', () => {
  it('makes one process with a line per change', () => {
    const lines = [
      ['link', 'set', 'dev', 'e0', 'up'],
      ['address', 'add', '198.18.1.1/24', 'dev', 'e0'],
    ];
    expect(ipBatch(lines)).toEqual({
      argv: ['ip', '-batch', '-'],
      stdin: 'link set dev e0 up\naddress add 198.18.1.1/24 dev e0\n',
    });
  });

  it('works in a namespace and goes on after failures when told to', () => {
    expect(ipBatch([], { namespace: 'vr0', force: true }).argv).toEqual([
      ...['ip', '-n', 'vr0', '-force', '-batch', '-'],
    ]);
  });

  it.each(['a b', 'a\nlink del dev e0', 'a\tb', '', '#x', "'", '"', 'a\\', '\0', '\u2028'])(
    'refuses the word %j, which ip would not read as it stands',
    (word) => {
      expect(() => ipBatch([['link', 'show', 'dev', word]])).toThrow(RangeError);
    },
  );

  it('refuses an empty line', () => {
    expect(() => ipBatch([[]])).toThrow(RangeError);
  });
});

describe('ipBatches', () => {
  it('has no more processes than it takes for the namespaces that each may open', () => {
    const move = (router: number) => ['link', 'set', 'dev', `r${router}`, 'netns', `vr${router}`];
    const routers = Array.from({ length: 1_000 }, (_, router) => router);
    const up = ['link', 'set', 'dev', 'lo', 'up'];
    const lines = routers.flatMap((router) => [move(router), up]);
    const commands = ipBatches(lines, { force: true });
    expect(commands.map(({ argv }) => argv)).toEqual(
      [1, 2].map(() => ['ip', '-force', '-batch', '-']),
    );
    const opened = commands.map(({ stdin = '' }) => stdin.split(' netns ').length - 1);
    expect(opened).toEqual([500, 500]);
    expect(commands.map(({ stdin }) => stdin).join('')).toBe(ipBatch(lines).stdin);
    expect(ipBatches([up])).toEqual([ipBatch([up])]);
  });
});

describe('removalProblems', () => {
  // As iproute2 6.1 prints it.
  it('leaves out what was gone already', () => {
    const stderr = [
      'Cannot find device "zz"',
      'Command failed -:1',
      'Device "zz" does not exist.',
      'Command failed -:2',
      'Error: ipv4: Address not found.',
      'Command failed -:3',
      'RTNETLINK answers: No such process',
      'Command failed -:4',
      'Cannot open network namespace "vr0": No such file or directory',
      '',
    ];
    expect(removalProblems(stderr.join('\n'))).toEqual([]);
  });

  it('keeps what is really wrong', () => {
    const stderr = 'RTNETLINK answers: Operation not permitted\nCommand failed -:1\n';
    expect(removalProblems(stderr)).toEqual(['RTNETLINK answers: Operation not permitted']);
  });

  it('takes no notice of what others print', () => {
    const noise = "ERROR: ld.so: object 'snoop.so' from LD_PRELOAD cannot be preloaded: ignored.";
    const gone = `${noise}\nCannot find device "zz"\nCommand failed -:1\n${noise}\n`;
    expect(removalProblems(gone)).toEqual([]);
    expect(
      removalProblems(`${noise}\nRTNETLINK answers: Device or resource busy\nCommand failed -:1`),
    ).toEqual(['RTNETLINK answers: Device or resource busy']);
    const noNamespace = 'Cannot open network namespace "vr0": No such file or directory';
    expect(removalProblems(`${noise}\n${noNamespace}`)).toEqual([]);
    expect(
      removalProblems(
        `${noNamespace}\nRTNETLINK answers: Operation not permitted\nCommand failed -:1`,
      ),
    ).toEqual(['RTNETLINK answers: Operation not permitted']);
  });

  it('shows everything where ip has not come to a command', () => {
    expect(removalProblems('sh: 1: ip: not found\n')).toEqual(['sh: 1: ip: not found']);
  });
});
