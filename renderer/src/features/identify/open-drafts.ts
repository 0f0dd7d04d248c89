// What is typed of the power and the notice: one saver for each identification that is open.
import type { IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { IdentificationId } from '#contract/ids.ts';
import { createOpenSavers, type UsedSaver } from '../../app/open-savers.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';

const saved = ({ revision, draft }: KeptIdentification) => ({ revision, content: draft });

const useDraft = createOpenSavers<IdentificationId, IdentificationDraft>((id) => ({
  save: async (revision, draft) => saved(await value(kerbdesk.identify.saveDraft({ id, revision, draft }))),
  get: async () => saved((await value(kerbdesk.identify.get({ id }))).kept),
}));

export const useDraftSaver = (kept: KeptIdentification): UsedSaver<IdentificationDraft> =>
  useDraft(kept.id, saved(kept));
