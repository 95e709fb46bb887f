import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.js';

const TABLE = { known: ['kill', 'dut-panic'], anySeed: 42 };

describe('the arguments of a campaign', () => {
  it('are every row with its own number of tries, and any seed, where nothing is given', () => {
    expect(parseArguments([], {}, TABLE)).toEqual({
      rows: ['kill', 'dut-panic'],
      tries: undefined,
      first: 1,
      seed: 42,
      json: 'results/faults.json',
    });
  });

  it('may be rows, tries and a seed, which go before those of the environment', () => {
    const argv = ['kill', '--tries', '10', '--seed', '7', '--first', '11', '--json', 'table.json'];
    const environment = { FAULTS_TRIES: '3', FAULTS_SEED: '4' };
    const given = { rows: ['kill'], tries: 10, first: 11, seed: 7, json: 'table.json' };
    expect(parseArguments(argv, environment, TABLE)).toEqual(given);
    expect(parseArguments([], environment, TABLE)).toMatchObject({ tries: 3, seed: 4 });
  });

  it.each([[['panic']], [['--tries', 'many']], [['--seed', '-1']], [['--tries', '1.5']]])(
    '%j are refused',
    (argv) => {
      expect(() => parseArguments(argv, {}, TABLE)).toThrow();
    },
  );
});
