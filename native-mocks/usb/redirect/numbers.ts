// The numbers of the usb-redir protocol, version 0.7 (usb-redirection-protocol.md of the SPICE project): names for them, and nothing else.

export const packetType = {
  hello: 0,
  deviceConnect: 1,
  deviceDisconnect: 2,
  reset: 3,
  interfaceInfo: 4,
  endpointInfo: 5,
  setConfiguration: 6,
  getConfiguration: 7,
  configurationStatus: 8,
  setAlternate: 9,
  getAlternate: 10,
  alternateStatus: 11,
  startInterrupts: 15,
  stopInterrupts: 16,
  interruptsStatus: 17,
  cancelData: 21,
  filterReject: 22,
  filterRules: 23,
  disconnectAcknowledged: 24,
  controlData: 100,
  bulkData: 101,
  interruptData: 103,
} as const;

/** How a transfer ended. */
export const transferStatus = { success: 0, cancelled: 1, invalid: 2, failed: 3, stalled: 4, babble: 6 } as const;
export type TransferStatus = (typeof transferStatus)[keyof typeof transferStatus];

/** Bits of the 32-bit word of capabilities. */
export const capability = {
  deviceVersion: 1,
  filter: 2,
  disconnectAcknowledged: 3,
  endpointPacketSize: 4,
  longIds: 5,
  longBulk: 6,
} as const;

export const speed = { full: 1, high: 2 } as const;
export type Speed = (typeof speed)[keyof typeof speed];

export const endpointType = { control: 0, isochronous: 1, bulk: 2, interrupt: 3, none: 255 } as const;

/** Endpoints by place: 0 to 15 from the laptop, 16 to 31 to it. */
export const endpointPlaces = 32;
export const versionBytes = 64;
/** Of the highest bit of an address: towards the laptop. */
export const towardsLaptop = 0x80;
