import type { Playbook } from '../../config/playbook.js';
import { REFERENCE } from '../../model/network/network.js';
import { blockCount } from '../../rfc2544/tests/procedure-of.js';
import { cellsAt, placesOf, samePlace, sameSetup, type RunCell, type RunPlace } from './cell.js';

/** The part of a cell measured in one go: all of it, or a block. */
export interface CellPart {
  readonly cell: RunCell;
  /** Numbered from 1; undefined if the cell is measured in one go. */
  readonly block?: number | undefined;
}

/** A place the DUT is set up for, and the parts of its cells measured then. */
export interface Visit {
  readonly place: RunPlace;
  readonly parts: readonly CellPart[];
}

/** All cells of a place in one go. */
export const wholeVisit = (playbook: Playbook, place: RunPlace): Visit => ({
  place,
  parts: cellsAt(playbook, place).map((cell) => ({ cell })),
});

/** Procedures that run together, at each place in turn. */
interface Round {
  /** Indexes into the playbook's procedures. */
  readonly procedures: readonly number[];
  readonly block: number | undefined;
}

/** Groups consecutive procedures that have the same number of blocks. */
const stagesOf = ({ procedures }: Playbook) => {
  const stages: { readonly blocks: number; readonly procedures: number[] }[] = [];
  for (const [index, spec] of procedures.entries()) {
    const blocks = blockCount(spec);
    const last = stages.at(-1);
    if (last?.blocks === blocks) last.procedures.push(index);
    else stages.push({ blocks, procedures: [index] });
  }
  return stages;
};

const roundsOf = (playbook: Playbook): readonly Round[] =>
  stagesOf(playbook).flatMap(({ blocks, procedures }) =>
    Array.from({ length: blocks }, (_, index) => ({
      procedures,
      block: blocks === 1 ? undefined : index + 1,
    })),
  );

/** Merges consecutive visits to the same place, so that it is not set up again. */
const joined = (visits: readonly Visit[]): readonly Visit[] =>
  visits.reduce<Visit[]>((before, visit) => {
    const last = before.at(-1);
    if (last === undefined || !samePlace(last.place, visit.place)) before.push(visit);
    else before.splice(-1, 1, { ...last, parts: [...last.parts, ...visit.parts] });
    return before;
  }, []);

/**
 * Places in turn, block by block. Every other round is in reverse order: over two rounds each place has the
 * same mean time, so that a steady drift affects all equally, and the place at the turn is not set up
 * again.
 */
const interleaved = (playbook: Playbook, places: readonly RunPlace[]): readonly Visit[] =>
  joined(
    roundsOf(playbook).flatMap(({ procedures, block }, round) =>
      (round % 2 === 0 ? places : places.toReversed()).map((place) => ({
        place,
        parts: cellsAt(playbook, place)
          .filter(({ procedure }) => procedures.includes(procedure))
          .map((cell) => ({ cell, block })),
      })),
    ),
  );

/** All visits of a playbook, in order. The reference comes first, as loads depend on it. */
export const visitsOf = (playbook: Playbook): readonly Visit[] => {
  const places = placesOf(playbook);
  const whole = (place: RunPlace): Visit => wholeVisit(playbook, place);
  if (playbook.order === 'by-data-plane') return places.map(whole);
  const reference = places.filter(({ network }) => network === REFERENCE);
  const own = places.filter((place) => !reference.includes(place));
  return [...reference.map(whole), ...interleaved(playbook, own)];
};

/** The parts of all cells, in order. */
export const partsOf = (playbook: Playbook): readonly CellPart[] =>
  visitsOf(playbook).flatMap(({ parts }) => parts);

/** Groups consecutive visits with the same data plane and network. */
export const bySetup = (visits: readonly Visit[]): readonly (readonly Visit[])[] =>
  visits.reduce<Visit[][]>((before, visit) => {
    const last = before.at(-1);
    if (last?.[0] !== undefined && sameSetup(last[0].place, visit.place)) last.push(visit);
    else before.push([visit]);
    return before;
  }, []);
