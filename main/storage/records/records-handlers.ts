// The methods of the open records, put together from the repositories.
import type { RecordsApi } from '../../ports/vault-host.ts';
import { exportAudit } from '../audit/export-audit.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { inTransaction, type RecordsContext } from './records-context.ts';
import type { RecordsHostApi } from './records-worker-api.ts';
import { createVictimRules } from './repositories/apply-victim-rules.ts';
import { createExports } from './repositories/exports.ts';
import { createDerivatives } from './repositories/derivatives.ts';
import { createCategories } from './repositories/categories.ts';
import { createDeletions } from './repositories/deletions.ts';
import { createErasures } from './repositories/erasures.ts';
import { createExhibits } from './repositories/exhibits.ts';
import { createHolds } from './repositories/holds.ts';
import { createCameraErasures } from './repositories/camera-erasures.ts';
import { isKnown, noteVerification, takeInRecording } from './repositories/intake.ts';
import { createFind } from './repositories/find.ts';
import { createIdentifications } from './repositories/identifications.ts';
import { createKnown } from './repositories/known.ts';
import { createMatching } from './repositories/matching.ts';
import { createNoteAttachments } from './repositories/note-attachments.ts';
import { createNamesAmong } from './repositories/names-among.ts';
import { createNotes } from './repositories/notes.ts';
import { createPictures } from './repositories/pictures.ts';
import { presentRow, toSummary } from './repositories/recording-rows.ts';
import { createRecordings } from './repositories/recordings.ts';
import { createReportHistory } from './repositories/report-versions.ts';
import { createReports } from './repositories/reports.ts';
import { createRetentionReview } from './repositories/retention-review.ts';
import { verifySeals } from './repositories/seals.ts';
import { createSettings } from './repositories/settings.ts';
import { createSignings } from './repositories/signings.ts';
import { createTagTemplates } from './repositories/tag-templates.ts';
import { createTagging } from './repositories/tagging.ts';
import { createTeamPosts } from './repositories/team-posts.ts';
import type { Synchronous } from './repositories/synchronous.ts';
import { todaySummary } from './repositories/today.ts';
import { createVictimUpdates } from './repositories/victim-updates.ts';

/** These take breaths in between: they may be long, and neither saving nor locking waits for them. */
type Breathing = 'verifyAudit' | 'checkTeamPost' | 'handOverTeamPost' | 'namesAmong';

export type RecordsHandlers = Synchronous<Omit<RecordsApi, Breathing> & RecordsHostApi> & Pick<RecordsApi, Breathing>;

export function createHandlers(context: RecordsContext): RecordsHandlers {
  const { db, audit, officer } = context;
  return {
    ...createRecordings(context),
    ...createDerivatives(context),
    ...createTagging(context),
    ...createTagTemplates(context),
    ...createMatching(context),
    ...createPictures(context),
    ...createReports(context),
    ...createReportHistory(context),
    ...createSignings(context),
    ...createKnown(context),
    ...createNamesAmong(context),
    ...createFind(context),
    ...createNotes(context),
    ...createNoteAttachments(context),
    ...createSettings(context),
    ...createExports(context),
    ...createCategories(context),
    ...createHolds(context),
    ...createDeletions(context),
    ...createErasures(context),
    ...createRetentionReview(context),
    ...createExhibits(context),
    ...createCameraErasures(context),
    ...createVictimRules(context),
    ...createVictimUpdates(context),
    ...createTeamPosts(context),
    ...createIdentifications(context),
    today: ({ at }) => todaySummary(context, at),

    listAudit({ before, limit, subjectId, at }) {
      return inTransaction(context, () => {
        const page = audit.list({ before, limit, subjectId });
        audit.consulted({ at, subjectKind: 'audit', subjectId: officer.id, what: 'Looked at the audit trail.' });
        return page;
      });
    },
    async verifyAudit({ at }) {
      const trail = await verifyAudit(db, audit);
      // A lock may have come meanwhile: the answer is then nobody's any more.
      if (!db.open) return trail;
      // The trail holds the hashes of sealed statements: these are held against it too.
      const problems = [...trail.problems, ...verifySeals(db)];
      const verification = { ...trail, problems, intact: problems.length === 0 };
      return inTransaction(context, () => {
        const outcome = verification.intact
          ? `intact, ${verification.entries} entries, root ${verification.rootHash}`
          : `NOT intact: ${verification.problems.length} findings, the first: ${verification.problems[0] ?? ''}`;
        audit.append({
          at,
          operation: 'consultation',
          subjectKind: 'audit',
          subjectId: officer.id,
          what: `Verified the audit trail: ${outcome}.`,
        });
        audit.checkpoint();
        return verification;
      });
    },
    appendAudit(entry) {
      inTransaction(context, () => audit.append(entry));
    },
    exportAudit({ subjectId, at }) {
      return inTransaction(context, () => {
        audit.append({
          at,
          operation: 'disclosure',
          subjectKind: 'audit',
          subjectId: subjectId ?? officer.id,
          what: 'Made an extract of the audit trail.',
        });
        audit.checkpoint();
        return [...exportAudit(db, audit, subjectId)].join('');
      });
    },

    takeInRecording: (item) => takeInRecording(context, item),
    unknownRecordings: ({ ids }) => ids.filter((id) => !isKnown(context, id)),
    recordingFacts({ id }) {
      const row = presentRow(db, id);
      return { sha256: row.sha256, bytes: row.bytes, parts: row.parts, container: toSummary(row).media.container };
    },
    noteOpened({ id, at }) {
      // A player asks for the same recording with every seek: that is one consultation.
      inTransaction(context, () =>
        audit.consulted({ at, subjectKind: 'recording', subjectId: id, what: 'Opened the footage for playing.' }),
      );
    },
    noteVerification: ({ id, equal, detail, at }) => noteVerification(context, id, { equal, detail, at }),
    notePassphraseChange({ at }) {
      inTransaction(context, () =>
        audit.append({
          at,
          operation: 'session',
          subjectKind: 'vault',
          subjectId: officer.id,
          what: 'Changed the passphrase.',
        }),
      );
    },
    noteProblem({ id, operation, what, at }) {
      inTransaction(context, () => audit.append({ at, operation, subjectKind: 'recording', subjectId: id, what }));
    },
  };
}
