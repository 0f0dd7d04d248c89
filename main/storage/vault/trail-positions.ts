// Where a recording was made, out of the trail that was offloaded with it.
import { KerbdeskError } from '#contract/errors.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { SourceFacts } from '../../ports/evidence-sink.ts';
import { longestTrailBytes, readGpsTrail, type Position } from '../trails/gps-trail.ts';
import type { EvidenceAccess } from './evidence-access.ts';

const pieceBytes = 1024 * 1024;

/** Only of what came with a recording and may be a trail by its name; none of a trail that is damaged or does not read as one. */
export async function positionsIn(evidence: EvidenceAccess, id: RecordingId, facts: SourceFacts): Promise<Position[]> {
  if (facts.sideOf === null || !/\.json$/i.test(facts.path) || facts.bytes > longestTrailBytes) return [];
  try {
    return readGpsTrail(await wholeText(evidence, id));
  } catch (error) {
    // Taking it in tells of damage where it matters; that its places are not known keeps nothing out.
    if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return [];
    throw error;
  }
}

async function wholeText(evidence: EvidenceAccess, id: RecordingId): Promise<string> {
  const container = await evidence.openContainer(id);
  try {
    const pieces: Uint8Array[] = [];
    const bytes = Math.min(container.bytes, longestTrailBytes);
    for (let at = 0; at < bytes; at += pieceBytes)
      pieces.push(await container.read(at, Math.min(pieceBytes, bytes - at)));
    return Buffer.concat(pieces).toString('utf8');
  } finally {
    await container.close();
  }
}
