import { describe, expect, it } from 'vitest';
import { givenTestbed, withGivenTestbed } from '../../../src/cli/errors/given-testbed.js';

describe('givenTestbed', () => {
  it.each([
    ['run -t my.yaml x', 'my.yaml'],
    ['run -tmy.yaml x', 'my.yaml'],
    ['run --testbed my.yaml', 'my.yaml'],
    ['run --testbed=my.yaml', 'my.yaml'],
    ['lab ssh dut -- -t x', undefined],
    ['quickstart --three-machines', undefined],
  ])('of %s is %s', (line, testbed) => {
    expect(givenTestbed(line.split(' '))).toBe(testbed);
  });
});

describe('withGivenTestbed', () => {
  it('repeats commands with the testbed that was given', () => {
    const message = 'fix: vrbench teardown -t TESTBED; vrbench lab down, then vrbench lab up';
    expect(withGivenTestbed(message, 'my lab.yaml')).toBe(
      "fix: vrbench teardown -t 'my lab.yaml'; vrbench lab down -t 'my lab.yaml', then vrbench lab up -t 'my lab.yaml'",
    );
    expect(withGivenTestbed(message, undefined)).toBe(message);
    expect(withGivenTestbed('vrbench lab up -t TESTBED', '$&')).toBe("vrbench lab up -t '$&'");
  });
});
