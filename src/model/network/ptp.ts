/** What stamps PTP's messages: the NIC by its own clock, or the kernel by the system's. */
export const STAMPING = ['hardware', 'software'] as const;
export type Stamping = (typeof STAMPING)[number];

/** What carries PTP's messages. */
export const PTP_TRANSPORTS = ['ethernet', 'ipv4', 'ipv6'] as const;
export type PtpTransport = (typeof PTP_TRANSPORTS)[number];

/** Whose clock leads, and whose follows. */
export const PTP_SIDES = ['server', 'client'] as const;
export type PtpSide = (typeof PTP_SIDES)[number];
