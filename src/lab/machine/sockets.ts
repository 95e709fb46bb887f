import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { linkedPorts, type LabPlan } from '../plan.js';

/** The ports on 127.0.0.1 that a lab's QEMU processes open. */
export interface LabSockets {
  /** TCP ports forwarded to sshd, by machine. */
  readonly ssh: ReadonlyMap<string, number>;
  /** UDP ports, one for each end of a cable, by port of the testbed. */
  readonly cable: ReadonlyMap<string, number>;
}

const LOOPBACK = '127.0.0.1';

/** Ports that are free now; all are held open until the last is found, so they are distinct. */
const freeTcpPorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, LOOPBACK));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
};

const freeUdpPorts = async (count: number): Promise<readonly number[]> => {
  const sockets = Array.from({ length: count }, () => createSocket('udp4').bind(0, LOOPBACK));
  await Promise.all(sockets.map((socket) => once(socket, 'listening')));
  const ports = sockets.map((socket) => socket.address().port);
  await Promise.all(sockets.map((socket) => once(socket.close(), 'close')));
  return ports;
};

const assigned = (names: readonly string[], ports: readonly number[]): Map<string, number> =>
  new Map(names.map((name, index) => [name, ports[index] ?? 0]));

/** Chooses free ports. Another process may still take one before QEMU does. */
export const chooseSockets = async (plan: LabPlan): Promise<LabSockets> => {
  const machines = plan.machines.map(({ name }) => name);
  const ends = linkedPorts(plan);
  return {
    ssh: assigned(machines, await freeTcpPorts(machines.length)),
    cable: assigned(ends, await freeUdpPorts(ends.length)),
  };
};
