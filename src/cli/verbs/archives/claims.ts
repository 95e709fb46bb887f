import { Argument, Command } from '@commander-js/extra-typings';
import { judgeClaims, type JudgedClaim } from '../../../claims/judge.js';
import { loadClaims } from '../../../config/load.js';
import { orInterrupted } from '../../../model/concurrency/or-interrupted.js';
import { environmentLabel } from '../../../report/label.js';
import { claimSections } from '../../../report/sections/claims.js';
import { renderSections } from '../../../report/terminal/report.js';
import { openTrialsOf, readRun } from '../../../results/read-run.js';
import { print, printJson, printStyled, type Io } from '../../io.js';
import { renderingOf } from '../../reports/rendering.js';
import { PAPER_CLAIMS } from '../../shipped.js';
import { trialFinder } from '../../../rfc2544/trials/by-sequence.js';

const readClaimRun = async (folder: string) => {
  const [run, { trials }] = await Promise.all([readRun(folder), openTrialsOf(folder)]);
  return { run, trialOf: trialFinder(trials) };
};

/** A verdict for JSON, with the figures of each run. */
const asJson = ({ claim, verdict, criterion, reasons }: JudgedClaim) => {
  const { id, shownIn, states } = claim;
  if (verdict.state === 'not-run') return { id, shownIn, states, criterion, ...verdict };
  const { state, paper, ours, because } = verdict;
  const figures = verdict.figures.map(({ what, estimate, unit, runId }) => ({
    ...{ what, ...estimate, unit, runId },
  }));
  return { id, shownIn, states, criterion, state, paper, ours, because, figures, reasons };
};

/** `vrbench claims`: what archived runs say of a paper's claims. */
export const claimsVerb = (io: Io) =>
  new Command('claims')
    .description("judge the paper's claims by all given archived runs together")
    .addArgument(new Argument('<run...>', 'folders of archived runs'))
    .option('--claims <file>', "claims in place of the paper's")
    .option('--full', 'print every figure that a claim is judged by')
    .option('--json', 'print the verdicts as JSON')
    .action(async (folders, { claims: file = PAPER_CLAIMS, full = false, json = false }) => {
      const claims = await loadClaims(file, io.signal);
      const reading = Promise.all(folders.map(readClaimRun));
      const runs = await orInterrupted(io.signal, 'reading the archives', reading);
      const judged = judgeClaims(claims, runs);
      if (json) {
        printJson(io, judged.map(asJson));
        return;
      }
      for (const { run } of runs) print(io, `${run.runId}: ${environmentLabel(run.environment)}`);
      printStyled(io, renderSections(claimSections(judged, true), renderingOf(io, full)));
    });
