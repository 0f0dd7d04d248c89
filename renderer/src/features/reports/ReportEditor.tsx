// A draft in hand: sections on the left, the form in the middle, what is missing on the right.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { crimeReportFields, crimeReportSections, crimeReportTitle, type SectionId } from '#contract/crime-report.ts';
import type { ReportId } from '#contract/ids.ts';
import { emptyReportContent, type Report, type ReportContent } from '#contract/reports.ts';
import { Button, Card, focusTarget, screenTitleId, showToast, useShortcut } from '../../ui/index.ts';
import { CheckSection } from './CheckSection.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { sameContent } from './draft-content.ts';
import { Entries } from './Entries.tsx';
import { peopleSummary, propertySummary } from './entry-words.ts';
import styles from './ReportEditor.module.css';
import { ReportFootage } from './ReportFootage.tsx';
import type { ReportSession } from './report-session.ts';
import { SaveState } from './SaveState.tsx';
import { entryListOf, fieldsOf, neighbour, titleOfSection } from './section-fields.ts';
import { SectionForm } from './SectionForm.tsx';
import { SectionNav } from './SectionNav.tsx';
import {
  fieldElementId,
  OpenReportContext,
  useOpenReport,
  useSession,
  useSettledContent,
  type OpenReport,
  type Place,
} from './session-context.tsx';
import { ClockCard, MissingCard } from './SideCards.tsx';

const sectionBodyId = 'report-section';

/** Where a link to a field leads: some are drawn as part of another. */
function elementOf({ fieldId, entryId }: Place): string | null {
  if (fieldId === undefined) return null;
  const drawn = crimeReportFields.find((field) => field.id === fieldId)?.focusField ?? fieldId;
  return fieldElementId(drawn, entryId);
}

function SectionTitle({ section }: { readonly section: SectionId }) {
  const content = useSettledContent();
  const summaries: Partial<Record<SectionId, (content: ReportContent) => string>> = {
    people: peopleSummary,
    property: propertySummary,
  };
  const about = crimeReportSections.find(({ id }) => id === section)?.about ?? '';
  return (
    <>
      <span>{titleOfSection(section)}</span>
      <span className={styles['about']}>{summaries[section]?.(content) || about}</span>
    </>
  );
}

interface SectionCardProps {
  readonly section: SectionId;
  readonly id: ReportId;
  readonly localReference: string;
}

/** Every save renews the report's summary: only what shows it is drawn again. */
const SectionCard = memo(function SectionCard({ section, id, localReference }: SectionCardProps) {
  const { goTo } = useOpenReport();
  const list = entryListOf(section);
  const before = neighbour(section, -1);
  const after = neighbour(section, 1);
  return (
    <Card
      title={<SectionTitle section={section} />}
      footer={
        <div className={styles['steps']}>
          {before === null ? (
            <span />
          ) : (
            <Button icon={ArrowLeft} onPress={() => goTo({ section: before })}>
              {titleOfSection(before)}
            </Button>
          )}
          {after === null ? null : (
            <Button
              variant={section === 'wishes' ? 'primary' : 'secondary'}
              icon={ArrowRight}
              onPress={() => goTo({ section: after })}
            >
              {titleOfSection(after)}
            </Button>
          )}
        </div>
      }
    >
      <div id={sectionBodyId} tabIndex={-1} className={styles['body']}>
        {list === null ? null : <Entries key={`${list}-entries`} list={list} />}
        {section === 'check' ? (
          <CheckSection id={id} localReference={localReference} />
        ) : (
          <SectionForm key={section} fields={fieldsOf(section)} scope={null} />
        )}
      </div>
    </Card>
  );
});

function ReportHeading({ localReference }: { readonly localReference: string }) {
  const title = crimeReportTitle(useSettledContent());
  return (
    <header>
      <p className={styles['eyebrow']}>Crime · {localReference}</p>
      <h1 id={screenTitleId} tabIndex={-1} className={styles['title']}>
        {title}
      </h1>
    </header>
  );
}

function Conflict({
  isPutOff,
  onPutOff,
}: {
  readonly isPutOff: boolean;
  readonly onPutOff: (isPutOff: boolean) => void;
}) {
  const conflict = useSession((state) => state.conflict);
  const takenIn = useSession((state) => state.takenIn);
  const told = useRef(takenIn);
  useEffect(() => {
    if (takenIn === told.current) return;
    told.current = takenIn;
    onPutOff(false);
    showToast({
      tone: 'accent',
      title: 'Changes from another window were taken in',
      text: 'Nothing typed here was lost.',
    });
  }, [takenIn, onPutOff]);
  return conflict === null || isPutOff ? null : (
    <ConflictDialog key={takenIn} merge={conflict} onClose={() => onPutOff(true)} />
  );
}

/** Sections stay where they were when the officer comes back to a report. */
const lastSections = new Map<string, SectionId>();

export function ReportEditor({ report, session }: { readonly report: Report; readonly session: ReportSession }) {
  const [section, setSection] = useState<SectionId>(() => lastSections.get(report.id) ?? 'incident');
  const [openEntryId, setOpenEntry] = useState<string | null>(null);
  const [isPutOff, setPutOff] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new report is ready to be typed in; on a touch screen its keyboard would cover half of it.
    const isNew = sameContent(session.snapshot().content, emptyReportContent);
    if (isNew && document.documentElement.dataset['touch'] !== 'true') focusTarget(fieldElementId('reported-date'));
  }, [session]);

  const goTo = useCallback(
    (place: Place) => {
      void session.flush();
      lastSections.set(report.id, place.section);
      setSection(place.section);
      if (place.entryId !== undefined) setOpenEntry(place.entryId);
      requestAnimationFrame(() => {
        const element = elementOf(place);
        if (element !== null) {
          focusTarget(element);
          return;
        }
        const body = document.getElementById(sectionBodyId);
        body?.focus({ preventScroll: true });
        root.current?.parentElement?.scrollTo(0, 0);
      });
    },
    [session, report.id],
  );
  const move = (by: 1 | -1): void => {
    const next = neighbour(section, by);
    if (next !== null) goTo({ section: next });
  };
  useShortcut(['Alt+PageDown', 'Ctrl+Down'], () => move(1), { label: 'Next section', group: 'Report' });
  useShortcut(['Alt+PageUp', 'Ctrl+Up'], () => move(-1), { label: 'Section before', group: 'Report' });

  const open = useMemo<OpenReport>(() => ({ session, goTo, openEntryId, setOpenEntry }), [session, goTo, openEntryId]);
  return (
    <OpenReportContext value={open}>
      <div ref={root} className={styles['report']}>
        <div className={styles['columns']}>
          <div className={styles['left']}>
            <ReportHeading localReference={report.localReference} />
            <SectionNav current={section} />
            <div className={styles['state']}>
              <SaveState onChoose={() => setPutOff(false)} />
            </div>
          </div>
          <div className={styles['middle']}>
            <SectionCard section={section} id={report.id} localReference={report.localReference} />
          </div>
          <div className={styles['side']}>
            <MissingCard />
            <ClockCard />
            <ReportFootage id={report.id} recordingIds={report.recordingIds} />
          </div>
        </div>
      </div>
      <Conflict isPutOff={isPutOff} onPutOff={setPutOff} />
    </OpenReportContext>
  );
}
