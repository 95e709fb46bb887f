import { writeFile } from 'node:fs/promises';
import { Argument, Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { compareRuns, type Comparison } from '../../../comparison/compare.js';
import { regressionsBeyond } from '../../../comparison/regressions.js';
import { percentText } from '../../../document/quantity.js';
import { DATA_PLANES } from '../../../model/data-plane.js';
import { Failure } from '../../../model/failure.js';
import { percent } from '../../../model/numbers/percent.js';
import type { Report } from '../../../model/section/section.js';
import { bytes } from '../../../model/units.js';
import { comparisonReport } from '../../../report/comparison/report.js';
import { pageOf } from '../../../report/page/page.js';
import { renderReport } from '../../../report/terminal/report.js';
import { namedRun } from '../../../results/listing/named-run.js';
import { QUANTITY_NAMES } from '../../../rfc2544/quantities/quantity.js';
import { testName } from '../../../rfc2544/tests/index.js';
import { EXIT } from '../../exit-code.js';
import { printJson, printStyled, say, type Io } from '../../io.js';
import { readCompared } from '../../reports/read-compared.js';
import { readHistory } from '../../reports/read-history.js';
import { renderingOf } from '../../reports/rendering.js';

/** `2%` as 0.02. */
const fraction = (text: string): number => {
  const parsed = percentText.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('expected a percentage such as 2%');
  return parsed.data;
};

const size = (text: string) => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('expected a number of bytes');
  return bytes(Number(text));
};

interface Shown {
  readonly html?: string | undefined;
  readonly full: boolean;
  readonly json: boolean;
}

/** Shows a report on the terminal, as a page, or both its data. @throws Failure */
const show = async (
  io: Io,
  report: Report,
  data: unknown,
  { html, full, json }: Shown,
): Promise<void> => {
  if (json) printJson(io, data);
  else printStyled(io, renderReport(report, renderingOf(io, full)));
  if (html === undefined) return;
  try {
    await writeFile(html, pageOf(report));
  } catch (cause) {
    throw new Failure({ attempted: `writing ${html}`, got: String(cause), cause });
  }
  say(io, `written: ${html}`);
};

/** A comparison for JSON, with the identities of the runs only. */
const asJson = ({ one, other, ...rest }: Comparison) => {
  const [a, b] = [one, other].map(({ runId, started, testbed, playbook, environment }) => ({
    ...{ runId, started, testbed, playbook, environment },
  }));
  return { a, b, ...rest };
};

/** The exit code of a comparison. @throws Failure if nothing of the runs can be compared */
const judged = (io: Io, { one, other, ...comparison }: Comparison, threshold?: number): number => {
  if (!comparison.comparable) {
    throw new Failure({
      attempted: `comparing ${one.runId} with ${other.runId}`,
      got: `no figures of them are comparable: ${comparison.warnings.join('; ')}`,
    });
  }
  if (threshold === undefined) return EXIT.done;
  const { length } = regressionsBeyond(comparison.figures, threshold);
  if (length === 0) return EXIT.done;
  say(io, `figures that are worse by more than ${percent(threshold)}: ${length}`);
  return EXIT.thresholdMissed;
};

/** `vrbench compare`: what changed between two runs, or over many. */
export const compareVerb = (io: Io) =>
  new Command('compare')
    .description('say what changed from one run to another, or over many runs')
    .addArgument(
      new Argument('[run...]', 'two runs: folders, names in the results, last, or last~1'),
    )
    .option('-r, --results <folder>', 'folder of the archives', 'results')
    .option('--threshold <percent>', 'exit with 6 if a figure is certainly worse by more', fraction)
    .addOption(
      new Option('--history <folder>', 'follow figures over all runs of a folder').conflicts(
        'threshold',
      ),
    )
    .addOption(new Option('--test <name>', 'of the history').choices(testName.options))
    .addOption(new Option('--data-plane <name>', 'of the history').choices(DATA_PLANES))
    .option('--network <name>', 'of the history')
    .option('--frame-size <bytes>', 'of the history', size)
    .addOption(new Option('--quantity <name>', 'of the history').choices(QUANTITY_NAMES))
    .option('--html <file>', 'write a page that needs no network, with both runs in its figures')
    .option('--full', 'print every table, long ones too')
    .option('--json', 'print the comparison as JSON, in base units')
    .action(async (named, options, command) => {
      const { results, threshold, history, html, full = false, json = false } = options;
      const shown = { html, full, json };
      if (history !== undefined) {
        if (named.length > 0) command.error("error: '--history' takes no runs: it reads a folder");
        const { test, dataPlane, network, frameSize, quantity } = options;
        const filter = { test, dataPlane, network, frameSize, quantity };
        const { report, data } = await readHistory(io, history, filter);
        await show(io, report, data, shown);
        return;
      }
      const [first = '', second = '', ...others] = named;
      if (second === '' || others.length > 0) {
        command.error('error: two runs are compared; name both');
      }
      const folders = [await namedRun(first, results), await namedRun(second, results)] as const;
      const one = await readCompared(io, folders[0]);
      const other = await readCompared(io, folders[1]);
      const comparison = compareRuns(one.run, other.run);
      await show(io, comparisonReport(comparison), asJson(comparison), shown);
      const verdict = judged(io, comparison, threshold);
      // The readable part has been compared; the exit code says that it was not all.
      const isDamaged = one.faults.length + other.faults.length > 0;
      process.exitCode = isDamaged ? EXIT.invalidFile : verdict;
    });
