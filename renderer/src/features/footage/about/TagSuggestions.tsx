// Tags that the officer's other recordings bear, a press away.
import { Plus } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import styles from './TagSuggestions.module.css';

interface TagSuggestionsProps {
  readonly tags: readonly string[];
  readonly suggestions: readonly string[];
  readonly onAdd: (tag: string) => void;
}

const mostShown = 4;
/** The contract's own limit. */
const mostTags = 30;

export function TagSuggestions({ tags, suggestions, onAdd }: TagSuggestionsProps) {
  const offered = suggestions.filter((tag) => !tags.includes(tag)).slice(0, mostShown);
  if (offered.length === 0 || tags.length >= mostTags) return null;
  return (
    <Group className={styles['line'] ?? ''} aria-label="Tags used before">
      <span className={styles['words']}>Used before</span>
      {offered.map((tag) => (
        <Button key={tag} className={styles['tag'] ?? ''} aria-label={`Add tag ${tag}`} onPress={() => onAdd(tag)}>
          <Plus size={12} aria-hidden />
          {tag}
        </Button>
      ))}
    </Group>
  );
}
