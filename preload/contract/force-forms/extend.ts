// The published forms with what a force has added. Pure: page, vault and printer each work it out from the same two things.
import type { Condition, EntryListDefinition, FieldDefinition, FieldOption, FormDefinition } from '../forms/types.ts';
import { forceCodePrefix, forceFieldPrefix } from '../forms/values.ts';
import type { EntryListId, ReportKind } from '../reports.ts';
import { extensibleLists, type ExtensibleList } from './extensible.ts';
import type { ForceCode, ForceField, ForceForms, FormChange } from './schema.ts';

export type Forms = Readonly<Record<ReportKind, FormDefinition>>;

/** The fields of a report, or of the entries of one of its lists; none where the form has no such list. */
export const fieldsIn = (form: FormDefinition, list: EntryListId | null | undefined): readonly FieldDefinition[] =>
  list === null || list === undefined ? form.fields : (form.lists.find(({ id }) => id === list)?.fields ?? []);

/** A field by the name that a configuration gives it: published, or of the force. */
export const namedField = (fields: readonly FieldDefinition[], name: string): FieldDefinition | undefined =>
  fields.find(({ id }) => id === name) ?? fields.find(({ id }) => id === `${forceFieldPrefix}${name}`);

/** What stands for the code in a report: the code itself where it is published or the field is the force's own. */
export function keptCode(field: FieldDefinition, code: string): string {
  const isOwn = field.options?.some(({ id }) => id === code) ?? false;
  return isOwn ? code : `${forceCodePrefix}${code}`;
}

/** What is said of nothing at all stays last in a list. */
const last = new Set(['other', 'none', 'not-known']);

const toOption = ({ code, label, retired }: ForceCode, prefix: string): FieldOption => ({
  id: `${prefix}${code}`,
  label,
  ...(retired ? { retired: true as const } : {}),
});

function withCodes(field: FieldDefinition, codes: readonly ForceCode[]): FieldDefinition {
  const options = field.options ?? [];
  const tail = options.findIndex((_, index) => options.slice(index).every(({ id }) => last.has(id)));
  const at = tail === -1 ? options.length : tail;
  const added = codes.map((code) => toOption(code, forceCodePrefix));
  return { ...field, options: [...options.slice(0, at), ...added, ...options.slice(at)] };
}

const withChange = (field: FieldDefinition, { label, hint, patterns }: FormChange): FieldDefinition => ({
  ...field,
  // A label of the force's own says all: what stood beside and instead of the old one goes with it.
  ...(label === undefined ? {} : { label, aside: '', missingLabel: label }),
  ...(hint === undefined ? {} : { hint }),
  ...(patterns === undefined ? {} : { patterns }),
});

function toField(own: ForceField, fields: readonly FieldDefinition[], section: string): FieldDefinition {
  const id = `${forceFieldPrefix}${own.id}`;
  const asked = own.askedWhen === undefined ? undefined : namedField(fields, own.askedWhen.field);
  const appliesWhen: Condition[] = [
    ...(asked === undefined
      ? []
      : [{ field: asked.id, oneOf: (own.askedWhen?.oneOf ?? []).map((code) => keptCode(asked, code)) }]),
    // Of a retired field only what was entered is shown.
    ...(own.retired ? [{ field: id, filled: true as const }] : []),
  ];
  return {
    id,
    section,
    label: own.label,
    kind: own.kind,
    group: own.retired ? 'optional' : own.group,
    maxLength: own.kind === 'long-text' ? 20_000 : 200,
    ...(own.hint === undefined ? {} : { hint: own.hint }),
    ...(own.options === undefined ? {} : { options: own.options.map((code) => toOption(code, '')) }),
    ...(own.patterns === undefined ? {} : { patterns: own.patterns }),
    ...(own.width === undefined ? {} : { width: own.width }),
    ...(appliesWhen.length === 0 ? {} : { appliesWhen }),
  };
}

function withField(fields: readonly FieldDefinition[], own: ForceField, section: string): FieldDefinition[] {
  const before = own.after === undefined ? undefined : namedField(fields, own.after);
  // A date stands beside its time: what follows it comes after both.
  const follows = before?.timeField ?? before?.id;
  const at =
    follows === undefined
      ? fields.findLastIndex((field) => field.section === section)
      : fields.findIndex(({ id }) => id === follows);
  const place = at === -1 ? fields.length : at + 1;
  return [...fields.slice(0, place), toField(own, fields, section), ...fields.slice(place)];
}

type Rework = (fields: readonly FieldDefinition[]) => readonly FieldDefinition[];

function reworked(form: FormDefinition, list: EntryListId | null | undefined, rework: Rework): FormDefinition {
  if (list === null || list === undefined) return { ...form, fields: rework(form.fields) };
  const lists = form.lists.map((one): EntryListDefinition =>
    one.id === list ? { ...one, fields: rework(one.fields) } : one,
  );
  return { ...form, lists };
}

const replaced =
  (id: string, rework: (field: FieldDefinition) => FieldDefinition): Rework =>
  (fields) =>
    fields.map((field) => (field.id === id ? rework(field) : field));

/** Nothing published is removed or changed but labels and hints; `configuration` is one that check.ts finds nothing wrong with. */
export function extendForms(published: Forms, configuration: ForceForms): Forms {
  const forms: Record<ReportKind, FormDefinition> = { ...published };
  const rework = (kind: ReportKind, list: EntryListId | null | undefined, how: Rework): void => {
    forms[kind] = reworked(forms[kind], list, how);
  };
  for (const change of configuration.changes) {
    rework(
      change.form,
      change.list,
      replaced(change.field, (field) => withChange(field, change)),
    );
  }
  for (const [name, codes = []] of Object.entries(configuration.lists)) {
    const place = extensibleLists[name as ExtensibleList];
    rework(
      place.form,
      place.list,
      replaced(place.field, (field) => withCodes(field, codes)),
    );
  }
  for (const own of configuration.fields) {
    const form = forms[own.form];
    const section = own.list === undefined ? own.section : form.lists.find(({ id }) => id === own.list)?.section;
    rework(own.form, own.list, (fields) => withField(fields, own, section ?? ''));
  }
  return forms;
}
