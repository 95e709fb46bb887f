import { describe, expect, it } from 'vitest';
import { parseVulnerabilities } from '../../../src/linux/machine/vulnerabilities.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

describe('parseVulnerabilities', () => {
  it('reads the mitigations, sorted by name', () => {
    const states = parseVulnerabilities(fixture('vulnerabilities.txt'));
    expect(states.meltdown).toBe('Not affected');
    expect(states.spectre_v2).toMatch(/^Vulnerable; STIBP: disabled/);
    expect(Object.keys(states)).toEqual(Object.keys(states).toSorted());
  });

  it('omits other lines', () => {
    const text = fixture('vulnerabilities.txt');
    staysAs(text, withForeignLines, parseVulnerabilities, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('has none on a kernel that shows none', () => {
    expect(parseVulnerabilities('')).toEqual({});
  });
});
