// What is attached to a note: pictures small, and large when they are pressed; other files by name. None is ever changed or taken away.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, File, Paperclip } from 'lucide-react';
import { useRef, useState, useSyncExternalStore, type ChangeEvent } from 'react';
import {
  attachmentAddress,
  attachmentThumbnailAddress,
  type Note,
  type NoteAttachment,
  type NotWholeAttachment,
} from '#contract/notebook.ts';
import { formatBytes, formatDateTime, formatPercent } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Dialog, Notice, showToast, useShortcut } from '../../ui/index.ts';
import styles from './Attachments.module.css';
import type { Attaching, AttachingState } from './attaching.ts';
import { missingOf } from './file-words.ts';

function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => input.current?.click();
  useShortcut('Alt+F', choose, { label: 'Attach files', group: 'Notebook' });
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(event.target.files ?? [])]);
    // The same file may be chosen again, after a failure.
    event.target.value = '';
  };
  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={onChange} />
      <Button size="small" icon={Paperclip} shortcut="Alt+F" onPress={choose}>
        Attach files
      </Button>
    </>
  );
}

function AttachmentDialog({
  attachment,
  onClose,
}: {
  readonly attachment: NoteAttachment;
  readonly onClose: () => void;
}) {
  const { mutate, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.notebook.saveCopy({ id: attachment.id })),
    onSuccess: ({ path }) => {
      if (path !== null) showToast({ title: 'A copy was saved', text: `${path}. The audit trail says so.` });
    },
    onError: (error) => showProblem(error, 'No copy was saved'),
  });
  return (
    <Dialog
      title={attachment.fileName}
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button icon={Download} isPending={isPending} onPress={() => mutate()}>
            Save a copy…
          </Button>
          <Button onPress={onClose}>Close</Button>
        </>
      }
    >
      <div className={styles['large']}>
        {attachment.picture === null ? (
          <p className={styles['cannot']}>
            <File size={32} strokeWidth={1.5} aria-hidden />
            Kerbdesk does not show this kind of file. Save a copy to open it with another program.
          </p>
        ) : (
          <img src={attachmentAddress(attachment.id)} alt={attachment.fileName} className={styles['whole']} />
        )}
        <p className={styles['facts']}>
          {formatBytes(attachment.bytes)} · attached {formatDateTime(attachment.addedAt)} · kept exactly as it was
        </p>
        <p className={styles['facts']}>
          SHA-256 <code className={styles['hash']}>{attachment.sha256}</code>
        </p>
      </div>
    </Dialog>
  );
}

function AttachedFile({ attachment, onOpen }: { readonly attachment: NoteAttachment; readonly onOpen: () => void }) {
  return (
    <li>
      <button type="button" className={styles['tile']} onClick={onOpen}>
        {attachment.hasThumbnail ? (
          <img src={attachmentThumbnailAddress(attachment.id)} alt="" className={styles['picture']} />
        ) : (
          <span className={styles['picture']}>
            <File size={26} strokeWidth={1.6} aria-hidden />
          </span>
        )}
        <span className={styles['name']}>{attachment.fileName}</span>
        <span className={styles['size']}>{formatBytes(attachment.bytes)}</span>
      </button>
    </li>
  );
}

/** What could not be attached, in the words that were found for it. */
function Problems({ attaching, problems }: { readonly attaching: Attaching } & Pick<AttachingState, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="bad"
      live
      title={problems.length === 1 ? 'A file was not attached' : `${problems.length} files were not attached`}
      action={
        <>
          {attaching.isKeeping ? (
            <Button size="small" onPress={() => attaching.tryAgain()}>
              Try again
            </Button>
          ) : null}
          <Button size="small" onPress={() => attaching.putAwayProblems()}>
            Put away
          </Button>
        </>
      }
    >
      {problems.map(({ id, why }) => (
        <p key={id}>{why}</p>
      ))}
    </Notice>
  );
}

/** The vault was locked, or the program ended, before they were in. */
function Missing({ files }: { readonly files: readonly NotWholeAttachment[] }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    async mutationFn() {
      for (const { id } of files) {
        // oxlint-disable-next-line no-await-in-loop -- the last answer is the note as it is then
        const note = await value(kerbdesk.notebook.abandonAttachment({ id }));
        if (note !== null) client.setQueryData(queries.note(note.id).queryKey, note);
      }
    },
    onError: (error) => showProblem(error, 'The message was not put away'),
  });
  if (files.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={files.length === 1 ? 'A file did not arrive' : `${files.length} files did not arrive`}
      action={
        <Button size="small" isPending={isPending} onPress={() => mutate()}>
          Put away
        </Button>
      }
    >
      <p>
        Kerbdesk was locked or closed while {files.length === 1 ? 'it was' : 'they were'} being attached. Attach{' '}
        {files.length === 1 ? 'it' : 'them'} again if {files.length === 1 ? 'it belongs' : 'they belong'} to this note:
      </p>
      <ul>
        {files.map(({ id, fileName, addedAt }) => (
          <li key={id}>
            “{fileName}”, {formatDateTime(addedAt)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const nothingComing: AttachingState = { coming: [], problems: [] };
const nothingToHear = (): (() => void) => () => undefined;

interface AttachmentsProps {
  readonly note: Note | null;
  /** Null on a note that is signed off. */
  readonly attaching: Attaching | null;
}

export function Attachments({ note, attaching }: AttachmentsProps) {
  const [open, setOpen] = useState<NoteAttachment | null>(null);
  const { coming, problems } = useSyncExternalStore(
    attaching?.subscribe ?? nothingToHear,
    attaching?.snapshot ?? (() => nothingComing),
  );
  const attachments = note?.attachments ?? [];
  const missing = missingOf(note, coming);
  if (attaching === null && attachments.length + missing.length === 0) return null;
  return (
    <section className={styles['attachments']} aria-label="Attachments">
      <header className={styles['head']}>
        <h3>Attachments</h3>
        {attaching === null ? null : (
          <>
            <AttachButton onFiles={(files) => attaching.attach(files)} />
            <span className={styles['hint']}>or paste or drop them here</span>
          </>
        )}
      </header>
      {attaching === null ? null : <Problems attaching={attaching} problems={problems} />}
      <Missing files={missing} />
      {attachments.length + coming.length === 0 ? null : (
        <ul className={styles['tiles']}>
          {attachments.map((attachment) => (
            <AttachedFile key={attachment.id} attachment={attachment} onOpen={() => setOpen(attachment)} />
          ))}
          {coming.map(({ id, fileName, share }) => (
            <li key={id} className={styles['coming']}>
              <span className={styles['picture']}>{formatPercent(share, 1)}</span>
              <span className={styles['name']}>{fileName}</span>
              <span className={styles['size']}>Being encrypted…</span>
            </li>
          ))}
        </ul>
      )}
      {open === null ? null : <AttachmentDialog attachment={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
