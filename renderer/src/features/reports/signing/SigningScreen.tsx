// A statement is signed on the screen: the pages as they will print on one side, the pad of whoever signs now on the other.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, Eraser, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { isMoreThanADot, type InkStroke } from '#contract/ink.ts';
import type { OpenSigning } from '#contract/signing.ts';
import type { Signature, SigningPlace } from '#contract/statement/places.ts';
import { formatTime } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../../ipc/problem.ts';
import { queryKeys } from '../../../ipc/query-keys.ts';
import { Button, Dialog, Notice, ScrollRegion, showToast, useShortcut } from '../../../ui/index.ts';
import { CannotSign } from './CannotSign.tsx';
import { InkPad } from './InkPad.tsx';
import { PaperPage } from './PaperPage.tsx';
import { Signers } from './Signers.tsx';
import { pageOf, placeWords, progressWords, signerWords } from './signing-words.ts';
import styles from './SigningScreen.module.css';
import { useSigning } from './use-signing.ts';

interface SigningScreenProps {
  readonly open: OpenSigning;
  /** What was signed is kept; signing goes on later. */
  readonly onClose: () => void;
  readonly onStop: () => void;
}

const isMade = ({ signatures }: OpenSigning, { id }: SigningPlace): boolean =>
  signatures.some((made) => made.place === id);

/** The next that is not signed yet, after this one; from the beginning where there is none. */
function nextOf(open: OpenSigning, from: number): number {
  const { places } = open.fixed;
  const waits = (place: SigningPlace, at: number): boolean => at !== from && !isMade(open, place);
  const after = places.findIndex((place, at) => at > from && waits(place, at));
  return after >= 0 ? after : places.findIndex(waits);
}

export function SigningScreen({ open, onClose, onStop }: SigningScreenProps) {
  const { fixed, signatures, frame } = open;
  const { places } = fixed;
  const [at, setAt] = useState(() => Math.max(0, nextOf(open, -1)));
  const deeds = useSigning(open);
  const client = useQueryClient();
  const seal = useMutation({
    mutationFn: async () => {
      await deeds.settled();
      return value(kerbdesk.signing.seal({ id: open.id, paper: null }));
    },
    onSuccess: async ({ sealedAt }) => {
      showToast({ tone: 'ok', title: `Sealed ${formatTime(sealedAt)}`, text: 'Nothing in it changes any more.' });
      await client.invalidateQueries({ queryKey: queryKeys.reports });
    },
    onError: (error) => showProblem(error, 'The statement was not sealed'),
  });
  const place = places[at];
  const next = nextOf(open, at);
  const isWhole = places.every((one) => isMade(open, one));
  const step = (by: 1 | -1): void => setAt((from) => Math.max(0, Math.min(places.length - 1, from + by)));
  useShortcut('Alt+PageDown', () => step(1), { label: 'Next place to sign', group: 'Signing' });
  useShortcut('Alt+PageUp', () => step(-1), { label: 'Place before', group: 'Signing' });
  if (place === undefined) return null;
  const page = pageOf(place, open);
  return (
    <Dialog
      title={`Sign ${fixed.reference}`}
      size="full"
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button
            variant={isWhole ? 'primary' : 'secondary'}
            icon={LockKeyhole}
            isDisabled={!isWhole || deeds.isSaving}
            isPending={seal.isPending}
            onPress={() => seal.mutate()}
          >
            Seal the statement
          </Button>
          <Button onPress={onClose}>Go on later</Button>
          <Button variant="quiet" onPress={onStop}>
            Stop signing
          </Button>
          <p className={styles['kept']}>{isWhole ? 'All is signed.' : progressWords(open)}</p>
        </>
      }
    >
      <div className={styles['columns']}>
        <ScrollRegion label={`Page ${page + 1} of ${fixed.pages.length}, as it will print`} className={styles['page']}>
          <PaperPage frame={frame} pages={fixed.pages} index={page} signatures={signatures} place={place.id} />
        </ScrollRegion>
        <div className={styles['side']}>
          <Signers open={open} current={place} onGo={setAt} />
          <Place key={place.id} open={open} place={place} deeds={deeds} />
          <div className={styles['steps']}>
            <Button icon={ArrowLeft} shortcut="Alt+PageUp" isDisabled={at === 0} onPress={() => step(-1)}>
              Before
            </Button>
            {next < 0 ? null : (
              <Button
                variant={isMade(open, place) ? 'primary' : 'secondary'}
                icon={ArrowRight}
                onPress={() => setAt(next)}
              >
                {`Next: ${places[next]?.signer === place.signer ? (places[next]?.where.toLowerCase() ?? '') : signerWords[places[next]?.signer ?? 'officer'].toLowerCase()}`}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Dialog>
  );
}

interface PlaceProps {
  readonly open: OpenSigning;
  readonly place: SigningPlace;
  readonly deeds: ReturnType<typeof useSigning>;
}

const noStrokes: readonly InkStroke[] = [];

/** One place: its pad, and what became of it. */
function Place({ open, place, deeds }: PlaceProps) {
  const made = open.signatures.find((one) => one.place === place.id);
  const [cleared, setCleared] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const [markReason, setMarkReason] = useState(made?.signature.kind === 'mark' ? made.signature.reason : null);
  const [isDot, setDot] = useState(false);
  // What the vault had when this place was come to: the pad has what is drawn since.
  const [before] = useState(made);
  const [pause] = useState(() => (made === undefined ? 0 : Date.now() - Date.parse(made.at)));
  const kept =
    before === undefined || before.signature.kind === 'none' || cleared > 0 ? noStrokes : before.signature.strokes;
  const write = (drawn: readonly InkStroke[]): void => {
    const strokes = drawn.map(({ pointer, points }) => ({ pointer, points: [...points] }));
    const signature: Signature =
      markReason === null ? { kind: 'signed', strokes } : { kind: 'mark', strokes, reason: markReason };
    const tooShort = markReason === null && !isMoreThanADot(strokes);
    setDot(tooShort);
    if (!tooShort) deeds.sign(place.id, signature);
  };
  const clear = (): void => {
    setCleared((count) => count + 1);
    setMarkReason(null);
    setDot(false);
    if (made !== undefined) deeds.clear(place.id);
  };
  return (
    <section className={styles['place']} aria-label={placeWords(place)}>
      <div>
        <h3>{place.name}</h3>
        <p className={styles['where']}>
          {signerWords[place.signer]} · {place.where}
        </p>
      </div>
      {made?.signature.kind === 'none' ? (
        <Notice tone="neutral" title="Not signed here">
          {made.signature.reason}
        </Notice>
      ) : (
        <InkPad
          key={cleared}
          label={`Pad for ${placeWords(place)}`}
          strokes={kept}
          pause={cleared > 0 ? 0 : pause}
          onStroke={write}
        />
      )}
      {deeds.error === null ? (
        <output className={styles['state']}>
          {stateWords(made?.signature ?? null, deeds.isSaving, isDot, markReason !== null)}
        </output>
      ) : (
        <Notice
          tone="bad"
          live
          title="The signature is not saved"
          action={
            <Button size="small" onPress={deeds.again}>
              Try again
            </Button>
          }
        >
          {describeProblem(deeds.error).text}
        </Notice>
      )}
      <div className={styles['deeds']}>
        <Button icon={Eraser} isDisabled={made === undefined && !isDot} onPress={clear}>
          Clear, sign again
        </Button>
        {place.signer === 'officer' || made !== undefined ? null : (
          <Button variant="quiet" onPress={() => setAsking(true)}>
            Cannot sign here
          </Button>
        )}
      </div>
      {isAsking ? (
        <CannotSign
          name={place.name}
          onClose={() => setAsking(false)}
          onMark={(reason) => {
            setMarkReason(reason);
            setAsking(false);
          }}
          onNone={(reason) => {
            deeds.sign(place.id, { kind: 'none', reason });
            setAsking(false);
          }}
        />
      ) : null}
    </section>
  );
}

function stateWords(signature: Signature | null, isSaving: boolean, isDot: boolean, isMark: boolean): string {
  if (isSaving) return 'Saving…';
  if (isDot) return 'Only a dot so far. Write the whole signature.';
  if (signature === null) return isMark ? 'Make the mark on the pad.' : 'Sign with a pen, a finger or the mouse.';
  return signature.kind === 'none' ? 'The reason is kept in the vault.' : 'Kept in the vault.';
}
