/** `ssh -G` prints the IPv6 address of a jump host in brackets, with user and port outside. */
const BRACKETED = /^(?:(?<user>.*)@)?\[(?<host>[^\]]*)\](?::(?<port>\d+))?$/;

/**
 * The arguments for ssh to log in to a jump host with an IPv6 address; undefined for others. ssh accepts
 * such an address neither in a URI nor in brackets, so user and port are separate.
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
