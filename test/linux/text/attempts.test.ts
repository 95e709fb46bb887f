import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempts, parseAttempts, parseFirstLines } from '../../../src/linux/text/attempts.js';

const [RECORD, GROUP] = ['\u001e', '\u001d'];

describe('attempts', () => {
  it('accepts only arguments without blanks', () => {
    expect(attempts([['ethtool', 'eth1'], ['true']]).stdin).toBe('ethtool eth1\ntrue\n');
    expect(() => attempts([['echo', 'one two']])).toThrow(RangeError);
    expect(() => attempts([['echo', '']])).toThrow(RangeError);
  });

  it('separates the outcomes, whatever was printed', () => {
    const text = fc.string().map((each) => each.replaceAll(RECORD, '').replaceAll(GROUP, ''));
    const outcome = fc.record({ exitCode: fc.nat(255), stdout: text, stderr: text });
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const printed = outcomes
          .map(({ exitCode, stdout, stderr }) =>
            [stdout, `${exitCode}`, `${stderr}${RECORD}`].join(GROUP),
          )
          .join('');
        expect(parseAttempts(printed, outcomes.length)).toEqual(outcomes);
      }),
    );
  });

  it('treats commands without output as failed', () => {
    const failed = { exitCode: 1, stdout: '', stderr: 'the machine printed no output for it' };
    const first = { exitCode: 0, stdout: 'one\n', stderr: '' };
    expect(parseAttempts(`one\n${GROUP}0${GROUP}${RECORD}tw`, 2)).toEqual([first, failed]);
    expect(parseAttempts('sh: not found\n', 1)).toEqual([failed]);
  });
});

describe('parseFirstLines', () => {
  it('returns the value of each file, and ignores other lines', () => {
    const text =
      'Last login: Mon\n/proc/cmdline\tquiet  \n/sys/class/net/eth1/queues/rx-0/\t\n# x\ty\n';
    expect([...parseFirstLines(text)]).toEqual([
      ['/proc/cmdline', 'quiet'],
      ['/sys/class/net/eth1/queues/rx-0/', ''],
    ]);
  });
});
