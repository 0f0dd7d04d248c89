// The datasets of MTP that are read here, each to what is needed of it.
import type { Instant } from '#contract/ids.ts';
import { DatasetReader } from './dataset-reader.ts';

export interface DeviceInfo {
  readonly operations: ReadonlySet<number>;
  readonly properties: ReadonlySet<number>;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
}

export function readDeviceInfo(bytes: Uint8Array): DeviceInfo {
  const reader = new DatasetReader(bytes);
  // Versions of the standard and of the vendor's extension.
  reader.skip(8);
  reader.string();
  // The functional mode.
  reader.skip(2);
  const operations = new Set(reader.u16Array());
  // Events.
  reader.u16Array();
  const properties = new Set(reader.u16Array());
  // Formats of what is captured and of what is played.
  reader.u16Array();
  reader.u16Array();
  const manufacturer = reader.stringIfAny();
  const model = reader.stringIfAny();
  // The version of the device.
  reader.stringIfAny();
  return { operations, properties, manufacturer, model, serial: reader.stringIfAny() };
}

export interface StorageInfo {
  readonly description: string;
  readonly volume: string;
}

export function readStorageInfo(bytes: Uint8Array): StorageInfo {
  const reader = new DatasetReader(bytes);
  // Types, rights and room.
  reader.skip(26);
  return { description: reader.stringIfAny(), volume: reader.stringIfAny() };
}

export interface ObjectInfo {
  readonly format: number;
  /** 32 bits: the largest number stands for "as large or larger". */
  readonly size: number;
  readonly parent: number;
  readonly name: string;
  readonly modifiedAt: Instant | null;
}

export function readObjectInfo(bytes: Uint8Array): ObjectInfo {
  const reader = new DatasetReader(bytes);
  reader.skip(4);
  const format = reader.u16();
  reader.skip(2);
  const size = reader.u32();
  // The thumbnail, and the measures of a picture.
  reader.skip(26);
  const parent = reader.u32();
  // What kind of folder, and a number in a sequence.
  reader.skip(10);
  const name = reader.string();
  const captured = readDateTime(reader.stringIfAny());
  return { format, size, parent, name, modifiedAt: readDateTime(reader.stringIfAny()) ?? captured };
}

export const readHandles = (bytes: Uint8Array): number[] => new DatasetReader(bytes).u32Array();

export const readText = (bytes: Uint8Array): string => new DatasetReader(bytes).string();

/** Null where the number is larger than any file can be. */
export function readSize(bytes: Uint8Array): number | null {
  const size = new DatasetReader(bytes).u64();
  return size > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(size);
}

const dateTime =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?:\.(?<tenth>\d)\d*)?(?<zone>Z|[+-]\d{4})?$/;

/** "20261122T140322.0Z": without a zone, camera clocks are taken to show the laptop's own. Null for what is no time. */
export function readDateTime(text: string): Instant | null {
  const groups = dateTime.exec(text)?.groups;
  if (!groups) return null;
  const field = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day] = [field('year'), field('month') - 1, field('day')];
  const [hour, minute, second] = [field('hour'), field('minute'), field('second')];
  // What does not exist (30 February) rolls over in Date: it is no time then.
  const calendar = new Date(Date.UTC(year, month, day));
  if (calendar.getUTCMonth() !== month || calendar.getUTCDate() !== day || calendar.getUTCFullYear() !== year) {
    return null;
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const milliseconds = field('tenth') * 100;
  const zone = groups['zone'];
  const at =
    zone === undefined
      ? new Date(year, month, day, hour, minute, second, milliseconds)
      : new Date(Date.UTC(year, month, day, hour, minute, second, milliseconds) - offsetOf(zone));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
