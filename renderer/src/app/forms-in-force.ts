// Before the desk is drawn, the page takes over what the force adds to the forms; main and vault have it already.
import type { ForceForms } from '#contract/force-forms/schema.ts';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';

let taken: Promise<ForceForms | null> | null = null;

/** Once for the page's life. Where main does not answer, the forms as published are better than none. */
export const takeOverForms = (): Promise<ForceForms | null> =>
  (taken ??= value(kerbdesk.settings.forms(null)).then(
    async ({ configuration }) => {
      // The forms come with the first report, unless there is something to add to them.
      if (configuration !== null) (await import('#contract/report-forms.ts')).bringFormsIntoForce(configuration);
      return configuration;
    },
    () => {
      taken = null;
      return null;
    },
  ));
