import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/failure.js';
import { COUNTERS } from './parsers/counters.js';
import { LINUX } from './parsers/linux.js';
import { GUESTS } from './parsers/guests.js';
import { MACHINES } from './parsers/machines.js';
import { PTP } from './parsers/ptp.js';
import { SETTINGS } from './parsers/settings.js';
import type { Parser } from './parsers/parser.js';
import { runs } from './runs.js';
import { mutated } from './text.js';

const PARSERS: readonly Parser[] = [
  ...LINUX,
  ...COUNTERS,
  ...GUESTS,
  ...MACHINES,
  ...PTP,
  ...SETTINGS,
];

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every exported parse… function, as `linux/proc/snmp.ts parseSnmp`. */
const parsersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(`${folder}${file}`, 'utf8').matchAll(/^export const (parse[A-Z]\w*)/gm)].map(
        ([, name = '']) => `${file} ${name}`,
      ),
    );

/** The error, where it is not the one that a parser has for text that it cannot read. */
const wrongError = ({ read, refusal = Failure }: Parser, text: string): unknown => {
  try {
    read(text);
    return undefined;
  } catch (error) {
    return error instanceof refusal ? undefined : error;
  }
};

describe('the table of parsers', () => {
  it('has every parser', () => {
    const names = PARSERS.map(({ name }) => name.replace(/:.*/, ''));
    expect(parsersIn(SRC).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(PARSERS)('has text that $name reads', ({ samples, read }) => {
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) expect(() => read(sample)).not.toThrow();
  });
});

describe('text that was changed', () => {
  it.each(PARSERS)('is read or refused by $name', (parser) => {
    for (const sample of parser.samples) {
      fc.assert(
        fc.property(mutated(sample), (text) => {
          expect(wrongError(parser, text)).toBeUndefined();
        }),
        runs(100),
      );
    }
  });
});
