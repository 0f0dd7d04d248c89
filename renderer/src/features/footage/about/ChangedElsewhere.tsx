// A field that another screen changed while it was typed here: both texts, and the officer decides. Neither is lost.
import type { Category, Recording } from '#contract/footage.ts';
import { Button, Notice } from '../../../ui/index.ts';
import type { FieldName } from './recording-draft.ts';
import { categoryOf } from '../use-footage-list.ts';

interface ChangedElsewhereProps {
  readonly name: FieldName;
  readonly base: Recording;
  readonly categories: readonly Category[];
  readonly onSettle: (keep: 'mine' | 'theirs') => void;
}

export function ChangedElsewhere({ name, base, categories, onSettle }: ChangedElsewhereProps) {
  return (
    <Notice
      tone="warn"
      live
      title="Changed in another window too"
      action={
        <>
          <Button size="small" onPress={() => onSettle('mine')}>
            Keep mine
          </Button>
          <Button size="small" onPress={() => onSettle('theirs')}>
            Use that
          </Button>
        </>
      }
    >
      {`There it now says “${wordsOf(name, base, categories)}”. What you typed is kept until you choose.`}
    </Notice>
  );
}

function wordsOf(name: FieldName, base: Recording, categories: readonly Category[]): string {
  if (name === 'categoryId') return categoryOf(categories, base.categoryId)?.label ?? 'No category yet';
  const words = name === 'tags' ? base.tags.join(', ') : base[name];
  return words === '' ? 'nothing' : words;
}
