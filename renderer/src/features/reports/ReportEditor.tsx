// A draft in hand: sections on the left, the form in the middle, what is missing on the right.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Fragment, memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  checkSection,
  crimeNumberField,
  crimeNumberOf,
  formOf,
  referenceOf,
  type FormDefinition,
} from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import { emptyReportContent, type Report } from '#contract/reports.ts';
import { ReportNotes } from '../../app/report-notes.ts';
import { Button, Card, focusTarget, screenTitleId, showToast, useShortcut } from '../../ui/index.ts';
import { CheckSection } from './CheckSection.tsx';
import { RowsCard } from './collision/RowsCard.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { sameContent } from './draft-content.ts';
import { Entries } from './Entries.tsx';
import styles from './ReportEditor.module.css';
import { ReportFootage } from './ReportFootage.tsx';
import type { ReportSession } from './report-session.ts';
import { RecordingGuidance } from './RecordingGuidance.tsx';
import { SaveState } from './SaveState.tsx';
import { fieldsOf, isLastToFill, listsAround, listsOf, neighbour, titleOfSection } from './section-fields.ts';
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
import { BelongingCard } from './statement/BelongingCard.tsx';
import { StepButtons } from './StepButtons.tsx';

const sectionBodyId = 'report-section';

/** Where a link to a field leads: some are drawn as part of another. */
function elementOf(form: FormDefinition, { fieldId, entryId }: Place): string | null {
  if (fieldId === undefined) return null;
  const drawn = form.fields.find((field) => field.id === fieldId)?.focusField ?? fieldId;
  return fieldElementId(drawn, entryId);
}

function SectionTitle({ section }: { readonly section: string }) {
  const { form } = useOpenReport();
  const content = useSettledContent();
  const summary = listsOf(form, section)
    .map((list) => list.summary(content))
    .filter((words) => words !== '')
    .join(' · ');
  const about = form.sections.find(({ id }) => id === section)?.about ?? '';
  return (
    <>
      <span>{titleOfSection(form, section)}</span>
      <span className={styles['about']}>{summary || about}</span>
    </>
  );
}

interface SectionCardProps {
  readonly section: string;
  readonly id: ReportId;
  readonly localReference: string;
}

/** Every save renews the report's summary: only what shows it is drawn again. */
const SectionCard = memo(function SectionCard({ section, id, localReference }: SectionCardProps) {
  const { form, goTo } = useOpenReport();
  const before = neighbour(form, section, -1);
  const after = neighbour(form, section, 1);
  const { above, below } = listsAround(form, section);
  return (
    <Card
      title={<SectionTitle section={section} />}
      footer={
        <div className={styles['steps']}>
          {before === null ? (
            <span />
          ) : (
            <Button icon={ArrowLeft} onPress={() => goTo({ section: before })}>
              {titleOfSection(form, before)}
            </Button>
          )}
          {after === null ? null : (
            <Button
              variant={isLastToFill(form, section) ? 'primary' : 'secondary'}
              icon={ArrowRight}
              onPress={() => goTo({ section: after })}
            >
              {titleOfSection(form, after)}
            </Button>
          )}
        </div>
      }
    >
      <div id={sectionBodyId} tabIndex={-1} className={styles['body']}>
        {above.map((list) => (
          <Entries key={`${list.id}-entries`} list={list} />
        ))}
        {section === checkSection ? (
          <CheckSection id={id} localReference={localReference} />
        ) : (
          <SectionForm key={section} fields={fieldsOf(form, section)} scope={null} />
        )}
        {below.length === 0 ? null : (
          <div className={styles['below']}>
            {below.map((list) => (
              <Entries key={`${list.id}-entries`} list={list} />
            ))}
            {below.some((list) => list.id === 'offences') ? <RecordingGuidance /> : null}
          </div>
        )}
      </div>
    </Card>
  );
});

interface ReportHeadingProps {
  readonly localReference: string;
  /** Of the crime report that a statement belongs to. */
  readonly crimeNumber: string;
}

const ReportHeading = memo(function ReportHeading({ localReference, crimeNumber: ofReport }: ReportHeadingProps) {
  const { form } = useOpenReport();
  const content = useSettledContent();
  const title = form.titleOf(content);
  // As it is typed now; a statement has that of its crime report.
  const crimeNumber = form.fields.some(({ id }) => id === crimeNumberField) ? crimeNumberOf(content) : ofReport;
  return (
    <header>
      <p className={styles['eyebrow']}>
        {[form.shortName, ...referenceOf({ localReference, crimeNumber }).split(' · ')].map((part, index) => (
          <Fragment key={part}>
            {index === 0 ? null : ' · '}
            <span>{part}</span>
          </Fragment>
        ))}
      </p>
      <h1 id={screenTitleId} tabIndex={-1} className={styles['title']}>
        {title}
      </h1>
    </header>
  );
});

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

interface SideColumnProps {
  readonly report: Pick<Report, 'id' | 'kind' | 'parentId'>;
  readonly recordingIds: Report['recordingIds'];
  readonly peopleCards: ReactNode;
  readonly sealed: ReactNode;
}

/** Apart from the report's summary, which every save renews: what is beside the form does not show it. */
const SideColumn = memo(function SideColumn({ report, recordingIds, peopleCards, sealed }: SideColumnProps) {
  const { form, session } = useOpenReport();
  const { id, kind } = report;
  return (
    <div className={styles['side']}>
      {sealed}
      <MissingCard />
      {form.clock === null ? null : <ClockCard clock={form.clock} />}
      {kind === 'crime' ? peopleCards : null}
      <ReportNotes id={id} />
      <ReportFootage id={id} recordingIds={recordingIds} />
      {kind === 'collision' ? (
        <RowsCard
          id={id}
          onBefore={async () => {
            await session.flush();
            return !session.hasUnsaved;
          }}
        />
      ) : null}
      <BelongingCard report={report} content={() => session.snapshot().content} />
    </div>
  );
});

/** Sections stay where they were when the officer comes back to a report. */
const lastSections = new Map<string, string>();

interface ReportEditorProps {
  readonly report: Report;
  readonly session: ReportSession;
  /** The button that prints it. */
  readonly print: ReactNode;
  /** What is done for its people: its victims, and whoever is to be identified. */
  readonly peopleCards: ReactNode;
  /** Of a witness statement that is being corrected: what was sealed before. */
  readonly sealed: ReactNode;
}

export function ReportEditor({ report, session, print, peopleCards, sealed }: ReportEditorProps) {
  const form = formOf(report.kind);
  const [section, setSection] = useState(() => lastSections.get(report.id) ?? form.sections[0]?.id ?? '');
  const [openEntryId, setOpenEntry] = useState<string | null>(null);
  const [isPutOff, setPutOff] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new report is ready to be typed in; on a touch screen its keyboard would cover half of it.
    const isNew = sameContent(session.snapshot().content, emptyReportContent);
    const first = form.fields[0]?.id;
    if (isNew && first !== undefined && document.documentElement.dataset['touch'] !== 'true') {
      focusTarget(fieldElementId(first));
    }
  }, [session, form]);

  const goTo = useCallback(
    (place: Place) => {
      void session.flush();
      lastSections.set(report.id, place.section);
      setSection(place.section);
      if (place.entryId !== undefined) setOpenEntry(place.entryId);
      requestAnimationFrame(() => {
        const element = elementOf(form, place);
        if (element !== null) {
          focusTarget(element);
          return;
        }
        const body = document.getElementById(sectionBodyId);
        body?.focus({ preventScroll: true });
        root.current?.parentElement?.scrollTo(0, 0);
      });
    },
    [session, form, report.id],
  );
  const move = (by: 1 | -1): void => {
    const next = neighbour(form, section, by);
    if (next !== null) goTo({ section: next });
  };
  useShortcut(['Alt+PageDown', 'Ctrl+Down'], () => move(1), { label: 'Next section', group: 'Report' });
  useShortcut(['Alt+PageUp', 'Ctrl+Up'], () => move(-1), { label: 'Section before', group: 'Report' });

  const open = useMemo<OpenReport>(
    () => ({ id: report.id, reference: report.localReference, form, session, goTo, openEntryId, setOpenEntry }),
    [report.id, report.localReference, form, session, goTo, openEntryId],
  );
  const { id, kind, parentId } = report;
  const beside = useMemo(() => ({ id, kind, parentId }), [id, kind, parentId]);
  const choose = useCallback(() => setPutOff(false), []);
  return (
    <OpenReportContext value={open}>
      <div ref={root} className={styles['report']}>
        <div className={styles['columns']}>
          <div className={styles['left']}>
            <ReportHeading localReference={report.localReference} crimeNumber={report.crimeNumber} />
            <SectionNav current={section} />
            <div className={styles['state']}>
              <SaveState onChoose={choose} />
              <StepButtons id={report.id} />
            </div>
            <div>{print}</div>
          </div>
          <div className={styles['middle']}>
            <SectionCard section={section} id={report.id} localReference={report.localReference} />
          </div>
          <SideColumn report={beside} recordingIds={report.recordingIds} peopleCards={peopleCards} sealed={sealed} />
        </div>
      </div>
      <Conflict isPutOff={isPutOff} onPutOff={setPutOff} />
    </OpenReportContext>
  );
}
