// Below a field: whom its entry was taken to be, and where other reports tell the field differently, both with their sources.
import { useMutation } from '@tanstack/react-query';
import { Link2, TriangleAlert, Unlink } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { localDayAt, textOf, type FieldDefinition } from '#contract/forms.ts';
import type { KnownFactHistory, ToldElsewhere } from '#contract/known.ts';
import { differing } from '#contract/known/conflicts.ts';
import { factTold, mentionKey } from '#contract/known/mentions.ts';
import { asTyped, factsAsked, filledValues, offeringSource, untaking } from '#contract/known/offering.ts';
import type { FactSource, MentionSource } from '#contract/known/sources.ts';
import { formatCount } from '../../../format/index.ts';
import { useNow } from '../../../format/use-now.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { Button, focusTarget } from '../../../ui/index.ts';
import type { Scope } from '../draft-content.ts';
import { fieldElementId, useFieldValue, useOpenReport } from '../session-context.tsx';
import { leadsItsSource } from '../section-fields.ts';
import { factWords, notTheSame, sourceWords } from './offer-words.ts';
import styles from './Offers.module.css';
import { useTold } from './use-known.ts';

interface PartProps {
  readonly field: FieldDefinition;
  readonly scope: Scope;
}

/** Nothing for a field that tells nothing of anybody. */
export function KnownOfField({ field, scope }: PartProps) {
  const { form } = useOpenReport();
  const asked = factsAsked(form, scope?.list ?? null, field.id);
  const offering = offeringSource(scope?.list ?? null, field);
  return (
    <>
      {offering !== null && leadsItsSource(form, scope, field, offering) ? (
        <LinkedTo field={field} scope={scope} source={offering} />
      ) : null}
      {asked.map(([source, fact]) => (
        <Differs key={mentionKey(source, '')} field={field} scope={scope} source={source} fact={fact} />
      ))}
    </>
  );
}

function LinkedTo({ field, scope, source }: PartProps & { readonly source: MentionSource }) {
  const { session } = useOpenReport();
  const { told, isChosen } = useTold(source, scope);
  if (told === null || !isChosen) return null;
  const takeBack = (): void => {
    session.endUndoStep();
    session.setValues(scope, untaking(source, session.values(scope)));
    session.endUndoStep();
    focusTarget(fieldElementId(field.id, scope?.entryId));
  };
  return (
    <p className={styles['linked']}>
      <Link2 size={14} aria-hidden />
      <span>
        <strong>{told.name}</strong> {`is known from ${formatCount(told.reportCount, 'other report')}.`}
      </span>
      <Button variant="quiet" size="small" icon={Unlink} onPress={takeBack}>
        {notTheSame[source.kind]}
      </Button>
    </p>
  );
}

const focusChanges = (notify: () => void): (() => void) => {
  document.addEventListener('focusin', notify);
  document.addEventListener('focusout', notify);
  return () => {
    document.removeEventListener('focusin', notify);
    document.removeEventListener('focusout', notify);
  };
};

/** A number of which half is typed differs from every other: nothing is asked until the field is left. */
const useIsTypedIn = (elementId: string): boolean =>
  useSyncExternalStore(focusChanges, () => document.activeElement?.id === elementId);

function Differs({
  field,
  scope,
  source,
  fact,
}: PartProps & { readonly source: MentionSource; readonly fact: FactSource }) {
  const { session } = useOpenReport();
  const { told } = useTold(source, scope);
  const own = useSyncExternalStore(session.subscribe, () => factTold(fact, session.values(scope)));
  const isTypedIn = useIsTypedIn(fieldElementId(field.id, scope?.entryId));
  const history = told?.history.find((one) => one.fact === fact.fact);
  if (told === null || history === undefined || isTypedIn) return null;
  const others = differing(
    fact.use,
    own,
    history.told.map((one) => one.value),
    history.settled,
  );
  return others.length === 0 ? null : (
    <Conflict field={field} scope={scope} fact={fact} told={told} own={own} history={history} others={others} />
  );
}

interface ConflictProps extends PartProps {
  readonly fact: FactSource;
  readonly told: ToldElsewhere;
  readonly own: string;
  readonly history: KnownFactHistory;
  readonly others: readonly string[];
}

function Conflict({ field, scope, fact, told, own, history, others }: ConflictProps) {
  const { session } = useOpenReport();
  const typed = textOf(useFieldValue(scope, field.id));
  const elementId = fieldElementId(field.id, scope?.entryId);
  const settle = useMutation({
    mutationFn: async ({ right, over }: { right: string; over: readonly string[] }) => {
      await session.flush();
      return value(kerbdesk.known.settle({ entityId: told.id, fact: fact.fact, value: right, over: [...over] }));
    },
    onError: (error) => showProblem(error, 'The choice was not kept'),
  });
  const now = new Date(useNow(3_600_000)).toISOString();
  const keep = (): void => {
    settle.mutate({ right: own, over: others });
    focusTarget(elementId);
  };
  const use = (other: string): void => {
    const source = history.told.find((one) => one.value === other)?.sources[0];
    const text = asTyped(field, other);
    if (source === undefined || text === null) return;
    session.endUndoStep();
    session.setValues(scope, filledValues(field, text, { source, entityId: told.id }, localDayAt(now)));
    session.endUndoStep();
    const left = others.filter((one) => one !== other);
    if (left.length > 0) settle.mutate({ right: other, over: left });
    focusTarget(elementId);
  };
  const shown = field.options === undefined ? typed : own;
  return (
    <fieldset aria-labelledby={`${elementId}-differs`} className={styles['conflict']}>
      <output className={styles['differs']}>
        <TriangleAlert size={14} aria-hidden />
        <span id={`${elementId}-differs`}>{`${field.label}: reports differ`}</span>
      </output>
      <div className={styles['side']}>
        <p>
          <strong>{shown}</strong>
          <span>Here</span>
        </p>
        <Button size="small" isDisabled={settle.isPending} aria-label={`Keep this: ${shown}`} onPress={keep}>
          Keep this
        </Button>
      </div>
      {others.map((other) => {
        const words = factWords(fact.fact, other, now);
        const source = history.told.find((one) => one.value === other)?.sources[0];
        return (
          <div key={other} className={styles['side']}>
            <p>
              <strong>{words}</strong>
              <span>{source === undefined ? '' : sourceWords(source)}</span>
            </p>
            <Button
              size="small"
              isDisabled={settle.isPending}
              aria-label={`Use that: ${words}`}
              onPress={() => use(other)}
            >
              Use that
            </Button>
          </div>
        );
      })}
    </fieldset>
  );
}
