// A field that offers what is known already as it is typed; taking an offer fills what is empty beside it, as one step to undo.
import { useState } from 'react';
import type { FieldDefinition } from '#contract/forms.ts';
import { fieldsOfList, taking } from '#contract/known/offering.ts';
import type { MentionSource } from '#contract/known/sources.ts';
import { useNow } from '../../../format/use-now.ts';
import { SuggestField } from '../../../ui/index.ts';
import type { SuggestFieldProps } from '../../../ui/SuggestField.tsx';
import type { Scope } from '../draft-content.ts';
import { useOpenReport } from '../session-context.tsx';
import { offerDetails } from './offer-words.ts';
import { useOffers } from './use-known.ts';

interface OfferingFieldProps extends Omit<SuggestFieldProps, 'suggestions' | 'onTake' | 'heading'> {
  readonly field: FieldDefinition;
  readonly scope: Scope;
  readonly source: MentionSource;
}

export function OfferingField({ field, scope, source, onChange, onBlur, ...rest }: OfferingFieldProps) {
  const { form, session } = useOpenReport();
  // Only what is typed now is looked for: a field that is merely passed through offers nothing.
  const [sought, setSought] = useState('');
  const offers = useOffers(source, scope, sought);
  const take = (id: string): void => {
    const offer = offers.find(({ known }) => known.id === id);
    if (offer === undefined) return;
    setSought('');
    session.endUndoStep();
    session.setValues(
      scope,
      taking({
        source,
        fields: fieldsOfList(form, scope?.list ?? null),
        values: session.values(scope),
        report: session.values(null),
        chosenIn: field.id,
        known: offer.known,
        now: new Date().toISOString(),
      }),
    );
    session.endUndoStep();
    void session.flush();
  };
  const now = new Date(useNow(3_600_000)).toISOString();
  return (
    <SuggestField
      {...rest}
      onChange={(text) => {
        onChange(text);
        setSought(text);
      }}
      onBlur={() => {
        setSought('');
        onBlur();
      }}
      heading="Known already"
      suggestions={offers.map((offer) => ({
        id: offer.known.id,
        title: offer.known.name,
        details: offerDetails(offer, now),
      }))}
      onTake={take}
    />
  );
}
