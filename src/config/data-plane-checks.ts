import { atValue, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { groupBy } from '../model/group-by.js';
import { dataPlaneFacts } from '../model/data-plane.js';
import { ROUTER_MODIFIERS } from '../model/modifier.js';
import type { Playbook } from './playbook.js';
import { portsEach, type RouterChoices } from './router-checks.js';

/** Modifiers that change a router's IP stack, on data planes whose routers are outside the DUT's IP stack. */
export const modifierFindings = ({
  dataPlanes,
  modifiers,
}: Pick<Playbook, 'dataPlanes' | 'modifiers'>): readonly Finding[] => {
  const outside = dataPlanes.flatMap((name) => {
    const { outside: where } = dataPlaneFacts(name);
    return where === undefined ? [] : [{ name, where }];
  });
  if (outside.length === 0) return [];
  const reasons = [...groupBy(outside, ({ where }) => where)]
    .map(([where, all]) => `${where} (${all.map(({ name }) => name).join(', ')})`)
    .join(', or ');
  return modifiers.flatMap((modifier, index): Finding[] =>
    ROUTER_MODIFIERS.includes(modifier)
      ? [
          atValue(
            ['modifiers', index],
            `'${modifier}' changes a router's IP stack, which cannot be changed if ${reasons}`,
          ),
        ]
      : [],
  );
};

/** Routers and interfaces beyond a data plane's limits. */
export const dataPlaneFindings = (
  playbook: Pick<Playbook, 'dataPlanes'> & RouterChoices,
): readonly Finding[] => {
  const { count, ports, interfaces } = playbook.routers;
  const perPort = ports === 'shared' ? count * interfaces : interfaces;
  const perRouter =
    interfaces *
    (portsEach(playbook, playbook.ingressPorts) + portsEach(playbook, playbook.egressPorts));
  return playbook.dataPlanes.flatMap((name, index): Finding[] => {
    const { limits } = dataPlaneFacts(name);
    if (limits === undefined) return [];
    const { routers = count, interfacesPerRouter = Infinity, interfacesPerPort, because } = limits;
    const refuse = (most: string, found: number): Finding[] => [
      atValue(['dataPlanes', index], `${name} has at most ${most}, found ${found}: ${because}`),
    ];
    if (count > routers) return refuse(plural(routers, 'router'), count);
    if (perRouter > interfacesPerRouter) {
      return refuse(`${plural(interfacesPerRouter, 'interface')} per router`, perRouter);
    }
    return perPort > interfacesPerPort
      ? refuse(`${plural(interfacesPerPort, 'interface')} per port`, perPort)
      : [];
  });
};
