import type { Remark, Sentence } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import { planeName, type CellOf } from './context.js';

/** Of each data plane the cells at its smallest frame size, where the frame rate is highest. */
const smallestFrames = <Result>(
  cells: readonly CellOf<Result>[],
): readonly (readonly CellOf<Result>[])[] =>
  [...new Set(cells.map(planeName))].map((name) => {
    const own = cells.filter((cell) => planeName(cell) === name);
    const smallest = Math.min(...own.map(({ frameSize }) => frameSize));
    return own.filter(({ frameSize }) => frameSize === smallest);
  });

/** A line for each data plane: a test's result at the smallest frame size. */
export const headlineOf = <Result>(
  cells: readonly CellOf<Result>[],
  says: (result: Result) => Sentence,
): readonly Remark[] =>
  smallestFrames(cells).flatMap((own): readonly Remark[] => {
    const [first] = own;
    if (first === undefined) return [];
    const size = quantity(first.frameSize, 'bytes');
    const said = joined(
      own.map(({ result }) => says(result)),
      '; ',
    );
    return [{ level: 'result', text: sentence`${planeName(first)}, ${size}: ${said}` }];
  });
