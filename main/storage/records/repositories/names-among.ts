// Which of the program's own words somebody in the vault is called as well: in a public place they are blank.
import { dirname } from 'node:path';
import type { RecordsContext } from '../records-context.ts';
import { isForWantOfSpace } from '../records-error.ts';
import type { KnownApi } from '../../../ports/known.ts';
import { createKnownReports } from './known-reports.ts';

export function createNamesAmong(context: RecordsContext): Pick<KnownApi, 'namesAmong'> {
  const known = createKnownReports(context);
  return {
    async namesAmong({ words }) {
      try {
        await known.catchUp();
      } catch (error) {
        // What is known by then is still known; what is not counts as unread.
        if (!isForWantOfSpace(error, dirname(context.db.name))) throw error;
      }
      const { compared, total } = known.howMany();
      const isComplete = compared === total;
      // Of a report that is not read yet nobody knows whom it names.
      return { names: isComplete ? words.filter((word) => known.isName(word)) : [...words], isComplete };
    },
  };
}
