// The DigitalPersona U.are.U 4000 and 4500 as public drivers describe them (docs/operations/fingerprint-readers.md): numbers, and nothing else.

export const vendorId = 0x05ba;
/** 4000, 4000B, 4500. */
export const productIds = [0x0007, 0x0008, 0x000a] as const;
/** Its pictures stand on their head. */
export const turnedProductId = 0x000a;

/** Of its one interface. */
export const vendorClass = 0xff;
export const interruptEndpoint = 1;
export const bulkEndpoint = 2;
export const interruptBytes = 64;

/** Vendor request of every register; the register is its value. */
export const registerRequest = 0x04;
export const register = { status: 0x07, keyIndex: 0x33, key: 0x34, mode: 0x4e, information: 0xf0 } as const;
export const informationBytes = 16;

export const mode = { awaitFinger: 0x10, awaitLift: 0x12, capture: 0x20, off: 0x70 } as const;
export type Mode = (typeof mode)[keyof typeof mode];

/** Status: asleep, restarted, and what stays of it when it is woken. */
export const status = { asleep: 0x80, needsRestart: 0x84, restarted: 0x01, kept: 0x0f } as const;

/** The first two bytes of an interrupt. */
export const event = { powered: 0x56aa, fingerOn: 0x0101, fingerOff: 0x0200, nextIsEmpty: 0x0800 } as const;

export const frameBytes = 111_424;
export const headerBytes = 64;
export const rowBytes = 384;
/** Fewer than this. */
export const mostLines = 290;
export const firstBlock = 16;
export const mostBlocks = 15;

export const blockFlag = { missing: 0x01, encrypted: 0x02, keepKey: 0x04, newKey: 0x80 } as const;
