import { dataPlaneFacts, type DataPlaneName } from '../../model/data-plane.js';
import type { Remark } from '../../model/section/section.js';

/** A remark for each data plane that leaves out part of a router's ordinary path. */
export const leftOut = (dataPlanes: readonly DataPlaneName[]): readonly Remark[] =>
  [...new Set(dataPlanes)].flatMap((name): readonly Remark[] => {
    const { leavesOut } = dataPlaneFacts(name);
    return leavesOut === undefined ? [] : [{ level: 'note', text: [`${name} ${leavesOut}.`] }];
  });
