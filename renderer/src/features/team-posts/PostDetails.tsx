// The details of a post, from which its wording is put together.
import { MapPin } from 'lucide-react';
import { formatDay, localDayAt } from '#contract/forms/dates.ts';
import type { TeamPostContent } from '#contract/team-posts.ts';
import { leavesAt, postDay } from '#contract/team-posts/post-text.ts';
import { formatTime } from '../../format/index.ts';
import { Card, RadioGroup, TextField } from '../../ui/index.ts';
import styles from './TeamPosts.module.css';

interface PostDetailsProps {
  readonly content: TeamPostContent;
  readonly onChange: (part: Partial<TeamPostContent>) => void;
  readonly onLeave: () => void;
}

const timings = [
  { id: 'before', label: 'Before or while the team is there', detail: 'So that people can come.' },
  {
    id: 'after',
    label: 'Only after the team has left',
    detail: 'The post waits, and Today reminds you. It is never posted by itself.',
  },
] as const;

export function PostDetails({ content, onChange, onLeave }: PostDetailsProps) {
  const day = postDay(content);
  const leaves = leavesAt(content);
  return (
    <Card title="Details" icon={MapPin}>
      <div className={styles['fields']}>
        <TextField
          label="Where"
          aside="a place that people know"
          value={content.place}
          onChange={(place) => onChange({ place })}
          onBlur={onLeave}
          maxLength={300}
          spellCheck={false}
        />
        <div className={styles['three']}>
          <TextField
            label="Day"
            value={content.day}
            onChange={(typed) => onChange({ day: typed, dayTypedOn: localDayAt(new Date().toISOString()) })}
            onBlur={onLeave}
            maxLength={60}
            hint={day === null ? 'Such as today, Friday or 28 Nov.' : formatDay(day)}
            {...(content.day.trim() !== '' && day === null ? { error: 'This could not be read as a day.' } : {})}
          />
          <TextField
            label="From"
            value={content.from}
            onChange={(from) => onChange({ from })}
            onBlur={onLeave}
            maxLength={30}
          />
          <TextField
            label="Until"
            value={content.until}
            onChange={(until) => onChange({ until })}
            onBlur={onLeave}
            maxLength={30}
          />
        </div>
        <TextField
          label="What people can bring"
          aside="what the team will talk about"
          value={content.bring}
          onChange={(bring) => onChange({ bring })}
          onBlur={onLeave}
          maxLength={1000}
          hint="Such as bike marking, doorbell cameras, or anything that worries them."
        />
        <TextField
          label="Anything more"
          value={content.more}
          onChange={(more) => onChange({ more })}
          onBlur={onLeave}
          maxLength={2000}
          multiline
          rows={2}
          spellCheck
        />
        <RadioGroup
          label="When it may go out"
          value={content.timing}
          options={timings}
          onChange={(id) => onChange({ timing: id === 'after' ? 'after' : 'before' })}
          {...(content.timing === 'after'
            ? {
                hint:
                  leaves === null
                    ? 'Say the day and until when: the post waits until then.'
                    : `It waits until ${day === null ? '' : formatDay(localDayAt(leaves))}, ${formatTime(leaves)}.`,
              }
            : {})}
        />
      </div>
    </Card>
  );
}
