// A text or letter from a template: filled, edited, copied by a key. Kerbdesk sends nothing; the log says "drafted" until it is given.
import { useQuery } from '@tanstack/react-query';
import { Copy, Printer } from 'lucide-react';
import { useState } from 'react';
import { contactWay, type ContactWay, type DraftValues, type Victim, type VictimsOfReport } from '#contract/victims.ts';
import {
  fillTemplate,
  tellsOfEvents,
  unfilled,
  unfilledWords,
  type TemplateFacts,
} from '#contract/victims/templates.ts';
import { formatCount } from '../../format/index.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { defaultSettings } from '#contract/settings.ts';
import { Button, CheckboxGroup, Dialog, Notice, Select, showToast, TextField } from '../../ui/index.ts';
import { copyText } from './copy-text.ts';
import { DraftProblem } from './DraftProblem.tsx';
import { DialogKey } from './DialogKey.tsx';
import type { ContactStart } from './LogContactDialog.tsx';
import { messageFacts } from './message-facts.ts';
import { PrintLetterDialog } from './PrintLetterDialog.tsx';
import { SafeContact } from './SafeContact.tsx';
import { textFieldId, UnfilledFields } from './UnfilledFields.tsx';
import { listIn, savedDraft, textIn, useVictimDraft } from './victim-drafts.ts';
import { useVictimDeed } from './victim-queries.ts';
import styles from './Victims.module.css';

/** Before the names of facts that the officer typed: another template has them too. */
const factMark = 'fact.';
const factsIn = (values: DraftValues): TemplateFacts =>
  Object.fromEntries(
    Object.keys(values)
      .filter((name) => name.startsWith(factMark))
      .map((name) => [name.slice(factMark.length), textIn(values, name)]),
  );

interface MessageDialogProps {
  readonly shown: VictimsOfReport;
  readonly victim: Victim;
  readonly onClose: () => void;
  /** The officer says that it was given: the log asks when and how. */
  readonly onGiven: (start: ContactStart) => void;
}

export function MessageDialog(props: MessageDialogProps) {
  const settings = useQuery(queries.settings).data ?? defaultSettings;
  return <Composer {...props} settings={settings} />;
}

interface ComposerProps extends MessageDialogProps {
  readonly settings: Parameters<typeof messageFacts>[3];
}

function Composer({ shown, victim, settings, onClose, onGiven }: ComposerProps) {
  const { reportId, templates } = shown;
  const { personId } = victim;
  const standing = victim.duties.filter(({ stands }) => stands);
  const aboutIn = (dutyIds: readonly string[]) => standing.filter(({ id }) => dutyIds.includes(id));
  const fill = (templateId: string, dutyIds: readonly string[], typed: TemplateFacts = {}): string => {
    const template = templates.find(({ id }) => id === templateId);
    if (template === undefined) return '';
    const facts = messageFacts(shown, victim, aboutIn(dutyIds), settings);
    return fillTemplate(fillTemplate(template.text, facts), typed);
  };
  const isTelling = (id: string): boolean => tellsOfEvents(templates.find((one) => one.id === id)?.text ?? '');
  const owedNow = standing.filter(({ settled, duty }) => settled === null && duty === 'tell').map(({ id }) => id);
  const begin = (before: DraftValues | null): DraftValues => {
    if (before !== null) return before;
    const fitting = templates.filter(({ way }) => way === (victim.preferredWay === 'letter' ? 'letter' : 'text'));
    const templateId = (fitting.find(({ id }) => id.includes('update')) ?? fitting[0] ?? templates[0])?.id ?? '';
    const dutyIds = isTelling(templateId) ? owedNow : [];
    const text = fill(templateId, dutyIds);
    return { templateId, dutyIds, text, filled: text };
  };
  const place = { reportId, personId, form: 'message', about: '' } as const;
  const draft = useVictimDraft(place, savedDraft(victim, place), begin);
  const noteDrafted = useVictimDeed(kerbdesk.victims.noteDrafted);
  /** A template that waits, because it would replace what the officer wrote. */
  const [waiting, setWaiting] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const text = textIn(draft.values, 'text');
  const templateId = textIn(draft.values, 'templateId');
  const dutyIds = listIn(draft.values, 'dutyIds');
  const isEdited = text.trim() !== '' && text !== textIn(draft.values, 'filled');
  const missing = unfilled(text);
  const way: ContactWay = contactWay.safeParse(templates.find(({ id }) => id === templateId)?.way).data ?? 'text';

  const refill = (next: string, about: readonly string[]): void => {
    const filled = fill(next, about, factsIn(draft.values));
    draft.change({ templateId: next, dutyIds: [...about], text: filled, filled });
    setWaiting(null);
  };
  /** A text that tells of nothing is about nothing; one that does is about what is owed, unless the officer chose. */
  const aboutFor = (next: string): readonly string[] =>
    isTelling(next) ? (dutyIds.length > 0 ? dutyIds : owedNow) : [];
  const choose = (next: string): void => {
    if (isEdited) setWaiting(next);
    else refill(next, aboutFor(next));
  };
  const setAbout = (about: string[]): void => {
    if (isEdited) draft.change({ dutyIds: about });
    else refill(templateId, about);
  };
  const owed = aboutIn(dutyIds).filter(({ settled }) => settled === null);
  const drafted = { reportId, personId, way, text: text.trim(), dutyIds: aboutIn(dutyIds).map(({ id }) => id) };
  const print = (): void => {
    setTried(true);
    if (missing.length === 0 && text.trim() !== '') setPrinting(true);
  };
  const copy = (): void => {
    setTried(true);
    if (missing.length > 0 || text.trim() === '' || noteDrafted.isPending) return;
    if (!copyText(text)) {
      showToast({
        tone: 'bad',
        title: 'It was not copied',
        text: 'Select the text and press Ctrl+C. It is kept here.',
      });
      return;
    }
    noteDrafted.mutate(drafted, {
      onSuccess: () => showToast({ title: 'Copied. Nothing was sent', text: 'Say that it was given once it was.' }),
    });
  };
  if (isPrinting) {
    return (
      <PrintLetterDialog
        shown={shown}
        victim={victim}
        draft={draft}
        text={text.trim()}
        onPrinted={() => noteDrafted.mutate(drafted)}
        onBack={() => setPrinting(false)}
      />
    );
  }
  return (
    <Dialog
      title={`Write to ${victim.name}`}
      isOpen
      onClose={onClose}
      isDismissable={false}
      size="wide"
      actions={
        <>
          <Button variant="primary" icon={Copy} shortcut="Ctrl+Enter" isPending={noteDrafted.isPending} onPress={copy}>
            Copy
          </Button>
          {way === 'letter' ? (
            <Button icon={Printer} shortcut="Ctrl+P" onPress={print}>
              Print or PDF
            </Button>
          ) : null}
          <Button
            onPress={() => onGiven({ what: 'given', dutyIds: owed.map(({ id }) => id), said: text.trim(), way })}
            isDisabled={missing.length > 0 || text.trim() === ''}
          >
            It was given
          </Button>
          <Button
            variant="quiet"
            onPress={() => {
              draft.discard();
              onClose();
            }}
          >
            Discard
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Keep for later
          </Button>
        </>
      }
    >
      <DialogKey keys="Ctrl+Enter" label="Copy the text" run={copy} />
      {way === 'letter' ? <DialogKey keys="Ctrl+P" label="Print the letter, or save it as PDF" run={print} /> : null}
      <SafeContact victim={victim} />
      <div className={styles['pair']}>
        <Select
          label="Template"
          value={templateId}
          options={templates.map(({ id, label }) => ({ id, label }))}
          onChange={choose}
        />
        {standing.length === 0 || !isTelling(templateId) ? null : (
          <CheckboxGroup
            label="About"
            value={dutyIds}
            options={standing.map(({ id, label }) => ({ id, label }))}
            onChange={setAbout}
          />
        )}
      </div>
      {waiting === null ? null : (
        <Notice
          tone="warn"
          live
          title="You have changed this text"
          action={
            <>
              <Button size="small" onPress={() => refill(waiting, aboutFor(waiting))}>
                Replace mine
              </Button>
              <Button size="small" variant="quiet" onPress={() => setWaiting(null)}>
                Keep mine
              </Button>
            </>
          }
        >
          The other template would replace it.
        </Notice>
      )}
      {wasTried && missing.length > 0 ? (
        <Notice tone="bad" live title="Not yet: facts are missing">
          <ul>
            {missing.map((name) => (
              <li key={name}>{unfilledWords(name)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <UnfilledFields
        missing={missing}
        onFill={(name, fact) =>
          draft.change({
            text: fillTemplate(text, { [name]: fact }),
            filled: fillTemplate(textIn(draft.values, 'filled'), { [name]: fact }),
            [`${factMark}${name}`]: fact,
          })
        }
      />
      <TextField
        id={textFieldId}
        label="Text"
        hint={way === 'text' ? formatCount(text.length, 'character') : undefined}
        value={text}
        multiline
        rows={way === 'letter' ? 14 : 5}
        maxLength={20_000}
        spellCheck
        onChange={(next) => draft.change({ text: next })}
      />
      <DraftProblem problem={draft.problem} />
      {noteDrafted.isError ? (
        <Notice tone="bad" title="It is not in the log">
          {describeProblem(noteDrafted.error).text}
        </Notice>
      ) : null}
      <p className={styles['quiet']}>
        Kerbdesk sends nothing. Copy it into the force’s own messaging, or print a letter, and say that it was given
        once it was.
      </p>
    </Dialog>
  );
}
