// Prompts for the officer who takes a statement: what to ask, never what to write. They are not part of the statement.
import type { FieldOption } from '../forms/types.ts';

/** R v Turnbull [1977] QB 224, as officers learn it: ADVOKATE. */
export const advokate: readonly FieldOption[] = [
  { id: 'amount', label: 'Amount of time', detail: 'How long was the person in view?' },
  { id: 'distance', label: 'Distance', detail: 'How far away, at the nearest and the furthest?' },
  { id: 'visibility', label: 'Visibility', detail: 'Daylight, street lamps, weather; glasses worn?' },
  { id: 'obstruction', label: 'Obstruction', detail: 'Did anything come between, or hide part of the person?' },
  { id: 'known', label: 'Known before', detail: 'Had the witness seen the person before? Where, how often?' },
  { id: 'any-reason', label: 'Any reason to remember', detail: 'What made the person stand out?' },
  { id: 'time-lapse', label: 'Time lapse', detail: 'How long between seeing and describing to police?' },
  { id: 'error', label: 'Error or difference', detail: 'Does the description differ from the person found?' },
];

export const covered: readonly FieldOption[] = [
  { id: 'who', label: 'Who the witness is', detail: 'Work, where they were and why.' },
  { id: 'when-where', label: 'When and where', detail: 'Day, time, light, the place as the witness knows it.' },
  { id: 'what', label: 'What happened, in order', detail: 'In the witness’s own words, as they saw or heard it.' },
  { id: 'said', label: 'What was said', detail: 'As near to the very words as they remember.' },
  { id: 'descriptions', label: 'Each person described', detail: 'Age, build, height, hair, clothes, voice, marks.' },
  { id: 'injury', label: 'Injury, loss, damage', detail: 'And permission or ownership: nobody had leave to take it.' },
  { id: 'exhibits', label: 'Exhibits named', detail: 'Each with its reference where it is first spoken of.' },
  { id: 'effect', label: 'Effect, and other witnesses', detail: 'How it left them; who else was there.' },
];
