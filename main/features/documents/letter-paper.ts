// A letter to a victim as it goes on paper: what the officer saw in the preview, and never past a warning that contact is not safe.
import { createHash } from 'node:crypto';
import type { LetterRequest } from '#contract/documents.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { PrintedDocument } from '#contract/printed-document.ts';
import type { Victim } from '#contract/victims.ts';
import { letterDocument } from '#contract/victims/letter.ts';
import { unfilled } from '#contract/victims/templates.ts';
import type { Clock } from '../../ports/clock.ts';
import { openWhole } from './open-whole.ts';
import type { Compose, Paper } from './paper-desk.ts';
import { safeFileName } from './safe-file-name.ts';

interface LetterPaper extends Paper {
  readonly document: PrintedDocument;
}

/** `previewSha256`: of the letter that the officer saw; without it, nothing leaves the vault yet. */
export const letterPaper =
  ({ clock }: { readonly clock: Clock }, request: LetterRequest, previewSha256?: string): Compose<LetterPaper> =>
  async (api) => {
    const at = clock.now();
    const shown = await api.getVictims({ reportId: request.reportId, at });
    const victim = shown.victims.find(({ personId }) => personId === request.personId);
    if (victim === undefined) throw new KerbdeskError('not-found', 'This victim is no longer in the report.');
    const [missing] = unfilled(request.text);
    if (missing !== undefined) {
      throw new KerbdeskError('invalid-input', `{${missing}} is still missing in the letter. Nothing was printed.`);
    }
    if (previewSha256 !== undefined) requireSafe(victim, request);
    const { officerPhone, station } = await api.getSettings();
    const document = letterDocument({
      letterhead: shown.letterhead,
      officer: shown.officer,
      officerPhone,
      station,
      name: victim.isNamed ? victim.name : '',
      address: request.address,
      reference: shown.crimeNumber === '' ? shown.localReference : shown.crimeNumber,
      text: request.text,
      at,
    });
    if (previewSha256 !== undefined && digestOfLetter(document) !== previewSha256) {
      throw new KerbdeskError(
        'revision-conflict',
        'The letter is no longer the one that you saw: something in the report or your settings changed. Nothing was printed. Look at it again.',
      );
    }
    return {
      document,
      open: openWhole(document),
      name: `letter about report ${shown.localReference}`,
      reportId: shown.reportId,
      recipient: [victim.name, ...request.address.split('\n')].filter((line) => line.trim() !== '').join(', '),
      reason:
        request.despiteUnsafe === '' ? 'Update to a victim' : `Marked as not safe, and sent: ${request.despiteUnsafe}`,
      fileName: safeFileName(`Letter ${shown.localReference}`),
    };
  };

/** Of all but the foot, which says when it was printed. */
export function digestOfLetter({ frame, rows }: PrintedDocument): string {
  const { foot: _foot, ...rest } = frame;
  return createHash('sha256')
    .update(JSON.stringify([rest, rows]))
    .digest('hex');
}

function requireSafe(victim: Victim, { safeContactRead, address, despiteUnsafe }: LetterRequest): void {
  if (safeContactRead !== victim.safeContact) {
    throw new KerbdeskError(
      'revision-conflict',
      'What makes contact safe was changed meanwhile. Nothing was printed: read it, then decide again.',
    );
  }
  if (victim.unsafeWays.includes('letter') && address !== '' && despiteUnsafe === '') {
    throw new KerbdeskError(
      'not-ready',
      'Letters to this victim are marked as not safe. Nothing was printed: say why it is sent all the same, or leave the address away and hand it over.',
    );
  }
}
