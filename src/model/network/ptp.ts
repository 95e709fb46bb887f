/** What time-stamps PTP messages: the NIC with its own clock, or the kernel with the system clock. */
export const STAMPING = ['hardware', 'software'] as const;
export type Stamping = (typeof STAMPING)[number];

/** The transports of PTP messages. */
export const PTP_TRANSPORTS = ['ethernet', 'ipv4', 'ipv6'] as const;
export type PtpTransport = (typeof PTP_TRANSPORTS)[number];

/** Server and client roles: the client's clock follows the server's. */
export const PTP_SIDES = ['server', 'client'] as const;
export type PtpSide = (typeof PTP_SIDES)[number];
