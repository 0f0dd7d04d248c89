// The road traffic collision report: its sections, in the order of the form.
import type { SectionDefinition } from '../forms/types.ts';

export const collisionSections: readonly SectionDefinition[] = [
  { id: 'when-where', title: 'When and where', about: 'Date, time, the place and who attended.' },
  { id: 'road', title: 'The road', about: 'Class, number, limit, junction and crossing.' },
  { id: 'conditions', title: 'Conditions', about: 'Light, weather, surface and hazards.' },
  { id: 'vehicles', title: 'Vehicles and drivers', about: 'Every vehicle involved, each with its driver or rider.' },
  { id: 'casualties', title: 'Casualties', about: 'Everyone who was hurt. Severity is worked out from them.' },
  { id: 'what-happened', title: 'What happened', about: 'The account in your words, and the sketch plan.' },
  { id: 'exchange', title: 'Exchange of details', about: 'Section 170 of the Road Traffic Act 1988.' },
  { id: 'check', title: 'Check and finish', about: 'Read it over, then finish it.' },
];
