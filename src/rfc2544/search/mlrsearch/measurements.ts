import { sum } from '../../../model/numbers/sum.js';
import { forwardingRate, frameLossRatio } from '../../../model/trial.js';
import { pps, type Pps } from '../../../model/units.js';
import { withFigures, type Attempt, type Undecided } from '../../trials/attempt.js';
import type { MeasuredTrial } from '../../trials/procedure.js';
import { classify, type Classification, type Target, type TrialLoss } from './classify.js';

const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);

/** All that a search has measured, by load. Every trial counts for every goal. */
export class Measurements {
  readonly #trials = new Map<Pps, MeasuredTrial[]>();
  readonly #unmeasurable = new Map<Pps, Undecided>();
  #attempts = 0;

  record(load: Pps, outcome: Attempt): void {
    this.#attempts += 1;
    if (outcome.state === 'undecided') this.#unmeasurable.set(load, outcome);
    else this.#trials.set(load, [...this.at(load), outcome.trial]);
  }

  /** Grows with everything that is recorded. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The valid trials at a load. */
  at(load: Pps): readonly MeasuredTrial[] {
    return this.#trials.get(load) ?? [];
  }

  losses(load: Pps): readonly TrialLoss[] {
    return this.at(load).map(({ result }) => ({
      duration: result.request.duration,
      lossRatio: frameLossRatio(result),
    }));
  }

  classify(load: Pps, target: Target): Classification {
    return this.#trials.has(load) ? classify(this.losses(load), target) : 'undecided';
  }

  /** Why a load could not be measured although it was tried; undefined if it could. */
  obstacle(load: Pps): Undecided | undefined {
    return this.#unmeasurable.get(load);
  }

  /**
   * The load that would just meet a loss ratio if the device kept forwarding as it did at this
   * load; 0 if no trial shows that.
   */
  estimate(load: Pps, lossRatio: number): Pps {
    const invalid = this.#unmeasurable.get(load);
    if (invalid !== undefined) {
      return pps(mean(withFigures(invalid).map(forwardingRate)));
    }
    const rate = mean(this.at(load).map(({ result }) => forwardingRate(result)));
    return pps(rate / (1 - lossRatio));
  }
}
