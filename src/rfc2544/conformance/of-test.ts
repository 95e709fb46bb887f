import {
  MET,
  NOT_APPLICABLE,
  type Choices,
  type Requirement,
  type Verdict,
} from './requirement.js';

/** A requirement of one test, checked against a run's settings. */
export interface TestRequirement<Chosen> extends Omit<Requirement, 'verdict'> {
  readonly verdict: (chosen: Chosen, choices: Choices) => Verdict;
}

/**
 * Makes requirements of one test.
 * @typeParam Chosen what a run chose of the test
 * @param document what asks for them, where it is not RFC 2544 itself
 */
export const askedOfTest =
  <Chosen>(document?: string) =>
  (
    section: string,
    level: Requirement['level'],
    requirement: string,
    verdict: TestRequirement<Chosen>['verdict'] = () => MET,
  ): TestRequirement<Chosen> => ({
    requirement,
    section: document === undefined ? section : `${document}, ${section}`,
    level,
    verdict,
  });

/**
 * A test's requirements of a run; they do not apply to one without it.
 * @param specs the run's entries for the test
 * @param choose what of several entries conforms least
 */
export const requirementsOf = <Spec, Chosen>(
  specs: readonly Spec[],
  choose: (specs: readonly Spec[]) => Chosen,
  requirements: readonly TestRequirement<Chosen>[],
): readonly Requirement[] => {
  const chosen = specs.length === 0 ? undefined : { of: choose(specs) };
  return requirements.map(({ verdict, ...rest }) => ({
    ...rest,
    verdict: (choices) => (chosen === undefined ? NOT_APPLICABLE : verdict(chosen.of, choices)),
  }));
};
