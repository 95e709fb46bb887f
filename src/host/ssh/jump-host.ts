/** How `ssh -G` prints a jump host by an address of IPv6: in brackets, with user and port around them. */
const BRACKETED = /^(?:(?<user>.*)@)?\[(?<host>[^\]]*)\](?::(?<port>\d+))?$/;

/**
 * The arguments by which ssh logs in to a jump host of an IPv6 address; undefined for another one. ssh
 * takes such an address neither in a URI nor in brackets, so user and port are given apart.
 * @param hop as in ProxyJump: `[user@]host[:port]`
 */
export const ipv6HopArguments = (hop: string): readonly string[] | undefined => {
  const { user, host, port } = BRACKETED.exec(hop)?.groups ?? {};
  if (host === undefined) return undefined;
  return [
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', port]),
    host,
  ];
};
