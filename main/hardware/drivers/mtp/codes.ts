// Numbers of the Picture and Media Transfer Protocols, as far as cameras are read with them.

export const operation = {
  getDeviceInfo: 0x1001,
  openSession: 0x1002,
  closeSession: 0x1003,
  getStorageIds: 0x1004,
  getStorageInfo: 0x1005,
  getObjectHandles: 0x1007,
  getObjectInfo: 0x1008,
  getObject: 0x1009,
  deleteObject: 0x100b,
  getDevicePropValue: 0x1015,
  getPartialObject: 0x101b,
  getPartialObject64: 0x95c1,
  getObjectPropValue: 0x9803,
} as const;

export const response = {
  ok: 0x2001,
  sessionNotOpen: 0x2003,
  operationNotSupported: 0x2005,
  invalidStorageId: 0x2008,
  invalidObjectHandle: 0x2009,
  storeReadOnly: 0x200e,
  objectWriteProtected: 0x200d,
  partialDeletion: 0x2012,
  storeNotAvailable: 0x2013,
  invalidParentObject: 0x201a,
  sessionAlreadyOpen: 0x201e,
  deviceBusy: 0x2019,
} as const;

export const deviceProperty = { dateTime: 0x5011, friendlyName: 0xd402 } as const;
export const objectProperty = { objectSize: 0xdc04 } as const;

/** The format of folders. */
export const association = 0x3001;

/** Objects or stores came, went or changed: what was listed is no longer what is there. */
export const eventsOfChange: ReadonlySet<number> = new Set([0x4002, 0x4003, 0x4004, 0x4005, 0x4007, 0x400a, 0x400c]);

/** Requests of the still image class on the control endpoint. */
export const classRequest = { cancel: 0x64, reset: 0x66, status: 0x67 } as const;
