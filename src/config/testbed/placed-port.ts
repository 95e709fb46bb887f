import type { Role, RoleName, TestbedFile } from './testbed-file.js';

/** The roles, in the order of a frame's path. */
export const ROLES = ['generator', 'dut', 'sink'] as const satisfies readonly RoleName[];

/** A port with its role and its path in the file. */
export interface PlacedPort {
  readonly role: RoleName;
  readonly port: Role['ports'][number];
  readonly path: readonly PropertyKey[];
}

/** All ports of a testbed, in the order of the roles. */
export const placedPorts = ({ roles }: TestbedFile): readonly PlacedPort[] =>
  ROLES.flatMap((role) =>
    roles[role].ports.map((port, index) => ({ role, port, path: ['roles', role, 'ports', index] })),
  );
