import { describe, expect, it } from 'vitest';
import { studentMargin, studentProbability } from '../../src/statistics/student.js';

describe("Student's t", () => {
  it.each([
    [0.05, 1, 12.7062],
    [0.05, 4, 2.7764],
    [0.05, 9, 2.2622],
    [0.01, 18, 2.8784],
    [0.05, 10_000, 1.9602],
  ])('is outside %s of %s degrees of freedom beyond %s, as tables have it', (level, freedom, t) => {
    expect(studentMargin(level, freedom)).toBeCloseTo(t, 3);
    expect(studentProbability(t, freedom)).toBeCloseTo(level, 3);
    expect(studentProbability(-t, freedom)).toBeCloseTo(level, 3);
  });

  it('has probability 1 at 0, and 0 without an error', () => {
    expect(studentProbability(0, 5)).toBe(1);
    expect(studentProbability(Infinity, 5)).toBe(0);
  });
});
