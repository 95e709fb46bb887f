import { atValue, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { dataPlaneFacts } from '../model/data-plane.js';
import type { Playbook } from './playbook.js';

/** Routers and interfaces beyond a data plane's limits. */
export const dataPlaneFindings = ({
  dataPlanes,
  routers: { count, ports, interfaces },
}: Pick<Playbook, 'dataPlanes' | 'routers'>): readonly Finding[] => {
  const perPort = ports === 'shared' ? count * interfaces : interfaces;
  return dataPlanes.flatMap((name, index): Finding[] => {
    const { limits } = dataPlaneFacts(name);
    if (limits === undefined) return [];
    const { routers = count, interfacesPerPort, because } = limits;
    const refuse = (most: string, found: number): Finding[] => [
      atValue(['dataPlanes', index], `${name} has at most ${most}, found ${found}: ${because}`),
    ];
    if (count > routers) return refuse(plural(routers, 'router'), count);
    return perPort > interfacesPerPort
      ? refuse(`${plural(interfacesPerPort, 'interface')} on a port`, perPort)
      : [];
  });
};
