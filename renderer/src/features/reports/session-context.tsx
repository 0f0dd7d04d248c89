// The open report for the components of its screen; each reads only what it shows, so that typing redraws one field.
import { createContext, startTransition, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { assessReport, type Assessment, type FormDefinition } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValue, ReportContent } from '#contract/reports.ts';
import type { Scope } from './draft-content.ts';
import type { ReportSession, SessionState } from './report-session.ts';
import { WhenQuiet } from './when-quiet.ts';

export interface Place {
  readonly section: string;
  readonly fieldId?: string;
  readonly entryId?: string;
}

export interface OpenReport {
  readonly id: ReportId;
  /** Its local reference, for what refers to it. */
  readonly reference: string;
  readonly form: FormDefinition;
  readonly session: ReportSession;
  /** Shows a section; with a field it also opens its entry and gives it the focus. */
  readonly goTo: (place: Place) => void;
  /** The entry whose fields are shown. */
  readonly openEntryId: string | null;
  readonly setOpenEntry: (entryId: string | null) => void;
}

export const OpenReportContext = createContext<OpenReport | null>(null);

export function useOpenReport(): OpenReport {
  const open = useContext(OpenReportContext);
  if (open === null) throw new Error('This component belongs inside an open report.');
  return open;
}

export function useSession<Part>(select: (state: SessionState) => Part): Part {
  const { session } = useOpenReport();
  return useSyncExternalStore(session.subscribe, () => select(session.snapshot()));
}

export function useFieldValue(scope: Scope, key: string): FieldValue | undefined {
  const { session } = useOpenReport();
  return useSyncExternalStore(session.subscribe, () => session.values(scope)[key]);
}

/** The content, but not at every key: for the lists and titles around the field in hand. */
export function useSettledContent(): ReportContent {
  const { session } = useOpenReport();
  const [content, setContent] = useState(() => session.snapshot().content);
  useEffect(() => {
    const update = (): void => {
      // Gives way to the next key: a form that is long to draw is drawn between two of them.
      startTransition(() => setContent(session.snapshot().content));
    };
    const settling = new WhenQuiet(update);
    update();
    const stop = session.subscribe(() => settling.ask());
    return () => {
      stop();
      settling.stop();
    };
  }, [session]);
  return content;
}

let known: { readonly content: ReportContent; readonly assessment: Assessment } | null = null;

/** Worked out once for all who ask about the same content. */
export function assessmentOf(form: FormDefinition, content: ReportContent): Assessment {
  if (known?.content !== content) known = { content, assessment: assessReport(form, content) };
  return known.assessment;
}

/** The element that a link to a field focuses. */
export const fieldElementId = (fieldId: string, entryId?: string): string =>
  entryId === undefined ? `field-${fieldId}` : `field-${entryId}-${fieldId}`;
