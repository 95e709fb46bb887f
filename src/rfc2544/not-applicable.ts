import type { ResetKind } from '../model/trial.js';

/** A test that was not made, since there was nothing to make it with: no trial, and no figure. */
export interface NotApplicable {
  readonly state: 'not-applicable';
  readonly reason: string;
}

/** What tests at the throughput come to where there is none. */
export type NotMade =
  | { readonly test: 'back-to-back'; readonly step: number; readonly outcome: NotApplicable }
  | {
      readonly test: 'latency';
      readonly definition: 'store-and-forward';
      readonly load: null;
      readonly outcome: NotApplicable;
    }
  | {
      readonly test: 'system-recovery';
      readonly overloadLoad: null;
      readonly reducedLoad: null;
      readonly outcome: NotApplicable;
    }
  | {
      readonly test: 'reset';
      readonly kind: ResetKind;
      readonly load: null;
      readonly outcome: NotApplicable;
    };

/** A test at the throughput, as far as its result has to say which it was. */
export type AtThroughput =
  | { readonly test: 'back-to-back'; readonly step: number }
  | { readonly test: 'latency' }
  | { readonly test: 'system-recovery' }
  | { readonly test: 'reset'; readonly kind: ResetKind };

/** The result of a test that was not made. @param reason why it could not be */
export const notMade = (asked: AtThroughput, reason: string): NotMade => {
  const outcome: NotApplicable = { state: 'not-applicable', reason };
  switch (asked.test) {
    case 'back-to-back':
      return { test: asked.test, step: asked.step, outcome };
    case 'latency':
      return { test: asked.test, definition: 'store-and-forward', load: null, outcome };
    case 'system-recovery':
      return { test: asked.test, overloadLoad: null, reducedLoad: null, outcome };
    case 'reset':
      return { test: asked.test, kind: asked.kind, load: null, outcome };
  }
};
