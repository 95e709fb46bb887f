import type { TuningSettings } from '../../config/testbed/tuning/settings-schema.js';
import { groupBy } from '../../model/group-by.js';
import type { Step } from '../../provision/step.js';
import { tuningSteps } from '../../provision/tuning-steps.js';
import type { CheckFinding } from '../finding.js';
import type { MachineSubject, RoleSubject } from '../subject.js';

/** Merges settings, including the names within a setting such as offloads. */
const merged = (all: readonly TuningSettings[]): TuningSettings =>
  all.reduce<TuningSettings>((before, { offloads, ...rest }) => {
    const names = { ...before.offloads, ...offloads };
    return { ...before, ...rest, ...(Object.keys(names).length > 0 && { offloads: names }) };
  }, {});

const settingsOf = (findings: readonly CheckFinding[]): TuningSettings =>
  merged(findings.flatMap(({ tuning }) => tuning ?? []));

/** Ports with the same settings share a step, so that they are assigned CPUs in turn. */
const ofRole = (
  { namespace, cpus, ports }: RoleSubject,
  found: readonly CheckFinding[],
): readonly Step[] => {
  const wanted = ports.map(({ name, interface: device }) => ({
    device,
    settings: settingsOf(found.filter(({ port }) => port === name)),
  }));
  const alike = [...groupBy(wanted, ({ settings }) => JSON.stringify(settings)).values()];
  return alike.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const interfaces = group.map(({ device }) => device);
    return tuningSteps({ stated: first.settings, implied: {} }, { namespace, interfaces, cpus });
  });
};

const keyOf = ({ kind, spec }: Step): string => JSON.stringify([kind, spec]);

/**
 * The steps that fix findings on a machine, as far as settings can: those of the machine first.
 * Pure.
 */
export const fixingSteps = (
  { roles }: MachineSubject,
  found: readonly CheckFinding[],
): readonly Step[] => {
  const general = settingsOf(found.filter(({ port }) => port === undefined));
  const steps = [
    ...tuningSteps({ stated: general, implied: {} }, { interfaces: [] }),
    ...roles.flatMap((role) => ofRole(role, found)),
  ];
  return [...groupBy(steps, keyOf).values()].flatMap(([first]) => first ?? []);
};
