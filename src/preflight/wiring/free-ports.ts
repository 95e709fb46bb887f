import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { LockedHost } from '../../host/locked-host.js';
import { query } from '../../host/query.js';
import type { Nic } from '../../linux/device/nic.js';
import type { Untried } from './findings.js';
import type { FreePort } from './with-probes.js';
import { PORT_USES } from './port-uses.js';
import { plainPort } from './wired-port.js';

/** A port of the testbed, on its machine. */
export interface NamedPort {
  readonly name: string;
  readonly role: RoleName;
  readonly interface: string;
}

/** A network namespace in which cables may end. */
export interface SurveyedPlace {
  readonly host: LockedHost;
  /** Absent for the initial namespace. */
  readonly namespace?: string | undefined;
  /** The testbed's ports in it. */
  readonly ports: readonly NamedPort[];
}

/** A NIC that test frames may be sent on. */
export interface FreeNic extends FreePort {
  /** Its NIC; absent for a named port that is not a NIC. */
  readonly nic?: Nic | undefined;
}

/** The ports that test frames may be sent on, and those that are in use. */
export interface PortChoice {
  readonly free: readonly FreeNic[];
  readonly untried: readonly Untried[];
  /** All NICs, with their machines. */
  readonly nics: readonly { readonly machine: string; readonly nic: Nic }[];
}

const choiceAt = async (
  { host, namespace, ports }: SurveyedPlace,
  signal: AbortSignal | undefined,
): Promise<PortChoice> => {
  const { nics, useOf } = await query(host.in(namespace), PORT_USES, { signal });
  const named = new Set(ports.map((port) => port.interface));
  // Virtual devices not named in the testbed belong to something else; CAN and InfiniBand carry no Ethernet.
  const others = nics.filter(
    ({ name, hardware, virtualFunction, mac }) =>
      hardware && !virtualFunction && mac !== undefined && !named.has(name),
  );
  const candidates = [
    ...ports.map(({ name, role, interface: device }) => ({ device, port: { name, role } })),
    ...others.map(({ name }) => ({ device: name, port: undefined })),
  ].map(({ device, port }): FreeNic & { readonly use: string | undefined } => ({
    ...{ host, machine: host.name, namespace, interface: device, port },
    nic: nics.find(({ name }) => name === device),
    use: useOf(device),
  }));
  return {
    free: candidates.filter(({ use }) => use === undefined),
    untried: candidates.flatMap(({ use, ...port }) =>
      use === undefined ? [] : [{ port: plainPort(port), reason: use }],
    ),
    nics: nics.map((nic) => ({ machine: host.name, nic })),
  };
};

/** Finds the free ports at some places. Changes nothing. @throws what Host.run throws */
export const choosePorts = async (
  places: readonly SurveyedPlace[],
  signal?: AbortSignal,
): Promise<PortChoice> => {
  const choices = await Promise.all(places.map((place) => choiceAt(place, signal)));
  return {
    free: choices.flatMap(({ free }) => free),
    untried: choices.flatMap(({ untried }) => untried),
    nics: choices.flatMap(({ nics }) => nics),
  };
};
