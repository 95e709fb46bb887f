import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { linkedPorts, type LabPlan } from '../plan.js';

/** The sockets of 127.0.0.1 that a lab's QEMU processes open. */
export interface LabSockets {
  /** TCP, by machine: leads to the machine's sshd. */
  readonly ssh: ReadonlyMap<string, number>;
  /** UDP, by port of the testbed: the port's end of its cable. */
  readonly cable: ReadonlyMap<string, number>;
}

const LOOPBACK = '127.0.0.1';

/** Ports that are free now; all are held until the last is found, so no two are the same. */
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

/** Chooses free ports. They are free now; that QEMU gets them is only known once it runs. */
export const chooseSockets = async (plan: LabPlan): Promise<LabSockets> => {
  const machines = plan.machines.map(({ name }) => name);
  const ends = linkedPorts(plan);
  return {
    ssh: assigned(machines, await freeTcpPorts(machines.length)),
    cable: assigned(ends, await freeUdpPorts(ends.length)),
  };
};
