// The tools over the words of a statement: cite footage where the cursor is, and read it over in large type.
import { BookOpenText, Quote } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { textOf } from '#contract/forms.ts';
import { Button, useShortcut } from '../../../ui/index.ts';
import { fieldElementId, useOpenReport } from '../session-context.tsx';
import { withWords } from './cite.ts';
import { CiteDialog } from './CiteDialog.tsx';
import { ReadOver } from './ReadOver.tsx';
import styles from './Statement.module.css';

interface Selected {
  readonly start: number;
  readonly end: number;
}

export function StatementTools({ fieldId }: { readonly fieldId: string }) {
  const { session } = useOpenReport();
  const [citingAt, setCitingAt] = useState<Selected | null>(null);
  const [isReading, setReading] = useState(false);
  /** Where typing goes on after the words that were put in. */
  const caret = useRef<number | null>(null);
  const box = (): HTMLTextAreaElement | null => {
    const element = document.getElementById(fieldElementId(fieldId));
    return element instanceof HTMLTextAreaElement ? element : (element?.querySelector('textarea') ?? null);
  };
  const text = (): string => textOf(session.values(null)[fieldId]);
  const cite = (): void => {
    const element = box();
    const end = text().length;
    setCitingAt({ start: element?.selectionStart ?? end, end: element?.selectionEnd ?? end });
  };
  const put = (words: string): void => {
    if (citingAt === null) return;
    const written = withWords(text(), citingAt.start, citingAt.end, words);
    session.setValues(null, { [fieldId]: written.text });
    setCitingAt(null);
    caret.current = written.caret;
    // After the dialog has given the focus back, wherever that was.
    setTimeout(() => box()?.focus(), 50);
  };
  // With the words in the box, and before anything can be typed: the first letter already goes behind them.
  useLayoutEffect(() => {
    if (citingAt !== null || caret.current === null) return;
    box()?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  useShortcut('Alt+I', cite, { label: 'Cite footage', group: 'Statement' });
  useShortcut('Alt+R', () => setReading(true), { label: 'Read over', group: 'Statement' });
  return (
    <div className={styles['bar']}>
      <Button size="small" icon={Quote} shortcut="Alt+I" onPress={cite}>
        Cite footage
      </Button>
      <Button size="small" icon={BookOpenText} shortcut="Alt+R" onPress={() => setReading(true)}>
        Read over
      </Button>
      {citingAt === null ? null : <CiteDialog onClose={() => setCitingAt(null)} onCite={put} />}
      {isReading ? <ReadOver text={text()} onClose={() => setReading(false)} /> : null}
    </div>
  );
}
