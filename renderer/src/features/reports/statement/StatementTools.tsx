// The tools over the words of a statement: cite footage where the cursor is, and read it over in large type.
import { BookOpenText, Quote } from 'lucide-react';
import { useState } from 'react';
import { textOf } from '#contract/forms.ts';
import { Button, typeAtCursor, useShortcut } from '../../../ui/index.ts';
import type { ReportSession } from '../report-session.ts';
import { fieldElementId, useOpenReport } from '../session-context.tsx';
import { BeginSigning } from '../signing/index.ts';
import { withGaps } from './cite.ts';
import { CiteDialog } from './CiteDialog.tsx';
import { ReadOver } from './ReadOver.tsx';
import styles from './Statement.module.css';

/** What is signed is what is on the disk: the last words typed go there first. */
async function savedRevision(session: ReportSession): Promise<number> {
  await session.flush();
  if (session.hasUnsaved) throw new Error('The typing is not saved yet.');
  return session.revision;
}

export function StatementTools({ fieldId }: { readonly fieldId: string }) {
  const { id, session } = useOpenReport();
  const [isCiting, setCiting] = useState(false);
  const [isReading, setReading] = useState(false);
  const cite = (words: string): void => {
    setCiting(false);
    void typeAtCursor(fieldElementId(fieldId), (before, after) => withGaps(words, before, after));
  };
  useShortcut('Alt+I', () => setCiting(true), { label: 'Cite footage', group: 'Statement' });
  useShortcut('Alt+R', () => setReading(true), { label: 'Read over', group: 'Statement' });
  return (
    <div className={styles['bar']}>
      <Button size="small" icon={Quote} shortcut="Alt+I" onPress={() => setCiting(true)}>
        Cite footage
      </Button>
      <Button size="small" icon={BookOpenText} shortcut="Alt+R" onPress={() => setReading(true)}>
        Read over
      </Button>
      {isCiting ? <CiteDialog onClose={() => setCiting(false)} onCite={cite} /> : null}
      {isReading ? (
        <ReadOver
          text={textOf(session.values(null)[fieldId])}
          sign={<BeginSigning id={id} revision={() => savedRevision(session)} />}
          onClose={() => setReading(false)}
        />
      ) : null}
    </div>
  );
}
