// The post as it will read: its wording, which may be changed by hand, and a preview with what is warned of marked.
import { Eye, RotateCcw } from 'lucide-react';
import type { PostFinding } from '#contract/team-posts.ts';
import { Button, Card, TextField } from '../../ui/index.ts';
import styles from './TeamPosts.module.css';

interface PreviewCardProps {
  readonly text: string;
  readonly findings: readonly PostFinding[];
  readonly isOwnWording: boolean;
  /** Null: put together from the details again. */
  readonly onChange: (wording: string | null) => void;
  readonly onLeave: () => void;
}

export function PreviewCard({ text, findings, isOwnWording, onChange, onLeave }: PreviewCardProps) {
  return (
    <Card
      title="The post"
      icon={Eye}
      aside={
        isOwnWording ? (
          <Button size="small" icon={RotateCcw} onPress={() => onChange(null)}>
            Word it from the details
          </Button>
        ) : undefined
      }
    >
      <div className={styles['fields']}>
        <TextField
          label="Wording"
          aside={isOwnWording ? 'yours' : 'from the details; change it as you like'}
          value={text}
          onChange={onChange}
          onBlur={onLeave}
          multiline
          rows={4}
          maxLength={5000}
          spellCheck
        />
        <section aria-label="Preview" className={styles['preview']}>
          {text.trim() === '' ? (
            <p className={styles['quiet']}>The post appears here as people will read it.</p>
          ) : (
            <p className={styles['words']}>{marked(text, findings)}</p>
          )}
        </section>
      </div>
    </Card>
  );
}

/** The text with its findings marked; they are in order and do not overlap. */
function marked(text: string, findings: readonly PostFinding[]) {
  const within = findings.filter(({ end }) => end <= text.length);
  return [
    ...within.flatMap(({ start, end }, index) => [
      text.slice(within[index - 1]?.end ?? 0, start),
      <mark key={start} className={styles['mark']}>
        {text.slice(start, end)}
      </mark>,
    ]),
    text.slice(within.at(-1)?.end ?? 0),
  ];
}
