// What an export says of one recording, as JSON: docs/formats/court-export.md describes it.
import type { ExportedFile, ExportedRecording, ExportFacts } from './exported.ts';

const fileOf = ({ path, fileName, bytes, sha256 }: ExportedFile) => ({ path, fileName, bytes, sha256 });

export function recordDescription(exported: ExportedRecording, { includeNotes }: ExportFacts): object {
  const { recording, label, files, sideFiles, categoryLabel, madeFrom } = exported;
  return {
    format: 'kerbdesk-recording',
    version: 1,
    label,
    id: recording.id,
    kind: recording.kind,
    exhibit: recording.exhibit,
    continuity: exported.exhibit?.continuity ?? null,
    madeFrom,
    title: recording.title,
    reference: recording.reference,
    category: categoryLabel,
    tags: recording.tags,
    ...(includeNotes ? { notes: recording.notes } : {}),
    startedAt: recording.startedAt,
    startSource: recording.startSource,
    cameraStartedAt: recording.cameraStartedAt,
    clock: recording.clock,
    durationSeconds: recording.durationSeconds,
    camera: { name: recording.cameraName, serial: recording.cameraSerial, path: recording.custody.sourcePath },
    takenInAt: recording.offloadedAt,
    media: recording.media,
    markers: recording.markers.map(({ startSeconds, endSeconds, label: words }) => ({
      startSeconds,
      endSeconds,
      label: words,
    })),
    files: files.map(fileOf),
    sideFiles: sideFiles.map(fileOf),
    custody: recording.custody.events,
  };
}
