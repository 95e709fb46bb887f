import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP port on 127.0.0.1 that is no SSH server. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/** Opens a port that accepts connections and sends nothing, unless `onConnection` does. */
export const listen = async (
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<Listener> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
