import { SINGLE_ROUTER, type RouterPlan } from '../../model/network/routers.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../model/network/traffic.js';
import type { RunRecord } from '../../results/schema.js';

/** The network that something was measured in, by the archive. */
export interface Setting extends Traffic {
  /** Undefined where the archive does not say. */
  readonly ports: { readonly ingress: number; readonly egress: number } | undefined;
  readonly routers: number;
  /** Whether routers have ports in common. */
  readonly use: RouterPlan['ports'];
  readonly interfaces: number;
  /** Undefined where the playbook did not say. */
  readonly routes: number | undefined;
}

/** The network of a run. */
export const settingOf = (run: RunRecord): Setting => {
  const { count, ports, interfaces, routes } = run.routers ?? { ...SINGLE_ROUTER };
  return {
    ...(run.traffic ?? PLAIN_TRAFFIC),
    ports: run.asked?.ports,
    routers: count,
    use: ports,
    interfaces,
    routes,
  };
};
