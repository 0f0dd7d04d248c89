// Templates: named sets of category, title and tags, each with a number key. The force's own are shown, and stay as they are.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Category } from '#contract/footage.ts';
import { mostTemplates, type OwnTemplate, type TagTemplate } from '#contract/tagging.ts';
import { titlePlaceholders } from '#contract/title-pattern.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, Dialog, IconButton, Key, Select, TagList, TextField } from '../../ui/index.ts';
import styles from './TagTemplates.module.css';

const newTemplate: OwnTemplate = { id: null, label: '', categoryId: null, title: '', tags: [] };

export function TagTemplates() {
  const client = useQueryClient();
  const { data: templates = [] } = useQuery(queries.templates);
  const { data: categories = [] } = useQuery(queries.categories);
  const [edited, setEdited] = useState<OwnTemplate | null>(null);
  const keep = (kept: TagTemplate[]): void => {
    client.setQueryData(queries.templates.queryKey, kept);
  };
  const save = useMutation({
    mutationFn: (template: OwnTemplate) => value(kerbdesk.tagging.saveTemplate(template)),
    onSuccess: (kept) => {
      keep(kept);
      setEdited(null);
    },
    onError: (error) => showProblem(error, 'The template was not kept'),
  });
  const remove = useMutation({
    mutationFn: (id: string) => value(kerbdesk.tagging.removeTemplate({ id })),
    onSuccess: keep,
    onError: (error) => showProblem(error, 'The template was not removed'),
  });
  return (
    <Card
      title="Templates for tagging"
      icon={Tags}
      aside={
        <Button
          size="small"
          icon={Plus}
          isDisabled={templates.length >= mostTemplates}
          onPress={() => setEdited(newTemplate)}
        >
          New template
        </Button>
      }
    >
      <p className={styles['about']}>
        A number key gives a recording the category, title and tags of its template: on the recording, and in the list
        for all that is chosen.
      </p>
      {templates.length === 0 ? null : (
        <ol className={styles['list']}>
          {templates.map((template, index) => (
            <TemplateRow
              key={template.id}
              template={template}
              number={index + 1}
              categories={categories}
              onEdit={() => setEdited(template)}
              onRemove={() => remove.mutate(template.id)}
            />
          ))}
        </ol>
      )}
      {edited === null ? null : (
        <TemplateDialog
          template={edited}
          categories={categories}
          onChange={setEdited}
          onClose={() => setEdited(null)}
          onSave={() => save.mutate(edited)}
        />
      )}
    </Card>
  );
}

interface TemplateRowProps {
  readonly template: TagTemplate;
  readonly number: number;
  readonly categories: readonly Category[];
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function TemplateRow({ template, number, categories, onEdit, onRemove }: TemplateRowProps) {
  const category = categories.find(({ id }) => id === template.categoryId)?.label;
  const facts = [category, template.title, template.tags.join(', ')].filter(
    (fact) => fact !== undefined && fact !== '',
  );
  return (
    <li className={styles['row']}>
      {number <= mostTemplates ? <Key>{String(number)}</Key> : <span />}
      <span className={styles['words']}>
        <span className={styles['label']}>{template.label}</span>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </span>
      {template.source === 'force' ? (
        <Badge>Your force’s</Badge>
      ) : (
        <>
          <IconButton icon={Pencil} size="small" label={`Change ${template.label}`} onPress={onEdit} />
          <IconButton icon={Trash2} size="small" label={`Remove ${template.label}`} onPress={onRemove} />
        </>
      )}
    </li>
  );
}

const noCategory = 'none';

interface TemplateDialogProps {
  readonly template: OwnTemplate;
  readonly categories: readonly Category[];
  readonly onChange: (template: OwnTemplate) => void;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

function TemplateDialog({ template, categories, onChange, onClose, onSave }: TemplateDialogProps) {
  const isNamed = template.label.trim() !== '';
  return (
    <Dialog
      title={template.id === null ? 'New template' : 'Change the template'}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isDisabled={!isNamed} onPress={onSave}>
            Keep it
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <form
        className={styles['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed) onSave();
        }}
      >
        <TextField
          label="Name"
          aside="as it stands beside its key"
          value={template.label}
          maxLength={60}
          onChange={(label) => onChange({ ...template, label })}
        />
        <Select
          label="Category"
          value={template.categoryId ?? noCategory}
          options={[
            { id: noCategory, label: 'Leaves it as it is' },
            ...categories.map(({ id, label }) => ({ id, label })),
          ]}
          onChange={(id) => onChange({ ...template, categoryId: id === noCategory ? null : id })}
        />
        <TextField
          label="Title"
          value={template.title}
          maxLength={200}
          hint={`May hold ${titlePlaceholders.join(' ')}, filled in for each recording.`}
          onChange={(title) => onChange({ ...template, title })}
        />
        <TagList
          label="Tags"
          tags={template.tags}
          onAdd={(tag) => onChange({ ...template, tags: [...new Set([...template.tags, tag])] })}
          onRemove={(tag) => onChange({ ...template, tags: template.tags.filter((other) => other !== tag) })}
        />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
