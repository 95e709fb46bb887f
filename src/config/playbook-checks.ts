import { inMilliseconds, inSeconds, type Pps } from '../model/units.js';
import { atValue, type Finding } from './finding.js';
import type { Playbook, Procedure, Throughput } from './playbook.js';

type Path = readonly PropertyKey[];

/** Every load a procedure names, with its place. */
export const namedLoads = (procedure: Procedure, path: Path): (readonly [Pps, Path])[] => {
  switch (procedure.test) {
    case 'load-sweep':
      return procedure.offeredLoads.map((load, index) => [load, [...path, 'offeredLoads', index]]);
    case 'throughput':
      return [
        [procedure.minimumLoad, [...path, 'minimumLoad']],
        [procedure.maximumLoad, [...path, 'maximumLoad']],
      ];
  }
};

/** A trial in which some port sends nothing measures nothing. */
const emptyTrials = (playbook: Playbook, procedure: Procedure, path: Path): Finding[] => {
  const { ingressPorts, trial } = playbook;
  if (trial.duration === 0) return [];
  return namedLoads(procedure, path)
    .filter(([load]) => load * inSeconds(trial.duration) < ingressPorts)
    .map(([load, place]) => {
      const ports = ingressPorts === 1 ? '' : ` on each of ${ingressPorts} ports`;
      const length = `${inMilliseconds(trial.duration)} ms`;
      return atValue(place, `a trial of ${length} at ${load} pps has no frame to send${ports}`);
    });
};

const throughputBounds = (procedure: Throughput, path: Path): Finding[] => {
  const findings: Finding[] = [];
  if (procedure.minimumLoad >= procedure.maximumLoad) {
    findings.push(
      atValue(
        [...path, 'minimumLoad'],
        `must be less than maximumLoad: ${procedure.minimumLoad} pps is not less than ${procedure.maximumLoad} pps`,
      ),
    );
  }
  if (procedure.resolution === 0 || procedure.resolution >= 1) {
    findings.push(
      atValue([...path, 'resolution'], 'must be more than 0 % and less than 100 % to end a search'),
    );
  }
  return findings;
};

const repeated = (values: readonly (string | number)[], path: Path): Finding[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (first === index) return [];
    return [atValue([...path, index], `'${value}' is in the list already, at [${first}]`)];
  });

const procedureFindings = (playbook: Playbook, procedure: Procedure, path: Path): Finding[] => [
  ...emptyTrials(playbook, procedure, path),
  ...(procedure.test === 'throughput'
    ? throughputBounds(procedure, path)
    : repeated(procedure.offeredLoads, [...path, 'offeredLoads'])),
];

/** The rules of a playbook that its schema cannot say. Empty when all hold. */
export const playbookFindings = (playbook: Playbook): readonly Finding[] => [
  ...(playbook.trial.duration === 0
    ? [atValue(['trial', 'duration'], 'must be longer than nothing')]
    : []),
  ...repeated(playbook.dataPlanes, ['dataPlanes']),
  ...repeated(playbook.frameSizes, ['frameSizes']),
  ...playbook.procedures.flatMap((procedure, index) =>
    procedureFindings(playbook, procedure, ['procedures', index]),
  ),
];
