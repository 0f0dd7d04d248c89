// Whether a force's configuration fits the published forms. Each finding says where it is, what stands there and what may.
import { checkSection, type FieldDefinition, type FormDefinition } from '../forms/types.ts';
import { extendForms, fieldsIn, keptCode, namedField, type Forms } from './extend.ts';
import { extensibleLists, mayHint, mayRename, type ExtensibleList } from './extensible.ts';
import type { ForceCode, ForceField, ForceForms, FormChange } from './schema.ts';

export interface FormProblem {
  /** Into the file: ["fields", 2, "section"]. */
  readonly path: readonly (string | number)[];
  /** "found “x”; allowed are …" */
  readonly message: string;
}

type Path = FormProblem['path'];

const quoted = (text: string): string => `“${text}”`;
const listed = (texts: readonly string[]): string => texts.map(quoted).join(', ');
const found = (what: string, allowed: string): string => `found ${quoted(what)}; ${allowed}`;

/** Two that differ in capitals only would be told apart by nobody. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function codeProblems(codes: readonly ForceCode[], published: FieldDefinition | null, path: Path): FormProblem[] {
  return codes.flatMap(({ code, label }, index): FormProblem[] => {
    const here = [...path, index];
    const before = codes.slice(0, index);
    const options = published?.options ?? [];
    return [
      ...(before.some((other) => same(other.code, code))
        ? [{ path: [...here, 'code'], message: found(code, 'each code stands in a list once') }]
        : []),
      ...(before.some((other) => same(other.label, label))
        ? [{ path: [...here, 'label'], message: found(label, 'each label stands in a list once') }]
        : []),
      ...(options.some(({ id }) => same(id, code))
        ? [{ path: [...here, 'code'], message: found(code, 'this code is published and stays as it is; take another') }]
        : []),
      ...(options.some((option) => same(option.label, label))
        ? [{ path: [...here, 'label'], message: found(label, 'a published code has this label; take another') }]
        : []),
    ];
  });
}

const scopeName = (form: FormDefinition, list: string | undefined): string =>
  list === undefined ? `the form ${quoted(form.name)}` : `the list ${quoted(list)} of ${quoted(form.name)}`;

function placeProblems(form: FormDefinition, own: ForceField, path: Path): FormProblem[] {
  const sections = form.sections.map(({ id }) => id).filter((id) => id !== checkSection);
  if (own.list !== undefined) {
    const lists = form.lists.map(({ id }) => id);
    if (!form.lists.some(({ id }) => id === own.list)) {
      const allowed = lists.length === 0 ? 'this form has no lists' : `allowed are ${listed(lists)}`;
      return [{ path: [...path, 'list'], message: found(own.list, allowed) }];
    }
    return own.section === undefined
      ? []
      : [
          {
            path: [...path, 'section'],
            message: found(own.section, 'a field of a list stands in its entries; leave it out'),
          },
        ];
  }
  if (own.section !== undefined && sections.includes(own.section)) return [];
  const what = own.section === undefined ? 'found nothing; ' : `found ${quoted(own.section)}; `;
  return [{ path: [...path, 'section'], message: `${what}allowed are ${listed(sections)}` }];
}

function kindProblems(own: ForceField, path: Path): FormProblem[] {
  const isChoice = own.kind === 'choice' || own.kind === 'multi-choice';
  return [
    ...(isChoice && own.options === undefined
      ? [
          {
            path: [...path, 'options'],
            message: `found nothing; a field of the kind ${quoted(own.kind)} needs its codes`,
          },
        ]
      : []),
    ...(!isChoice && own.options !== undefined
      ? [
          {
            path: [...path, 'options'],
            message: `found a list; only the kinds “choice” and “multi-choice” have one, and this is ${quoted(own.kind)}`,
          },
        ]
      : []),
    ...(own.patterns !== undefined && own.kind !== 'text'
      ? [
          {
            path: [...path, 'patterns'],
            message: `found a list; only the kind “text” has patterns, and this is ${quoted(own.kind)}`,
          },
        ]
      : []),
    ...codeProblems(own.options ?? [], null, [...path, 'options']),
  ];
}

/** `fields` are those of its scope, with all that the force adds. */
function referenceProblems(
  form: FormDefinition,
  fields: readonly FieldDefinition[],
  own: ForceField,
  path: Path,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const before = own.after === undefined ? undefined : namedField(fields, own.after);
  if (own.after !== undefined && (before === undefined || same(own.after, own.id))) {
    problems.push({
      path: [...path, 'after'],
      message: found(own.after, `${scopeName(form, own.list)} has no other such field`),
    });
  } else if (before !== undefined && own.list === undefined && before.section !== own.section) {
    problems.push({
      path: [...path, 'after'],
      message: found(own.after ?? '', `it stands in the section ${quoted(before.section)}`),
    });
  }
  if (own.askedWhen === undefined) return problems;
  const asked = namedField(fields, own.askedWhen.field);
  const at = [...path, 'askedWhen'];
  if (asked?.options === undefined || same(own.askedWhen.field, own.id)) {
    problems.push({
      path: [...at, 'field'],
      message: found(own.askedWhen.field, `${scopeName(form, own.list)} has no other field with this name and a list`),
    });
    return problems;
  }
  const { options } = asked;
  for (const [index, code] of own.askedWhen.oneOf.entries()) {
    if (options.some(({ id }) => id === keptCode(asked, code))) continue;
    const allowed = `allowed are ${listed(options.map(({ id }) => id.replace(/^force:/, '')))}`;
    problems.push({ path: [...at, 'oneOf', index], message: found(code, allowed) });
  }
  return problems;
}

function changeProblems(forms: Forms, change: FormChange, earlier: readonly FormChange[], path: Path): FormProblem[] {
  const form = forms[change.form];
  const field = fieldsIn(form, change.list).find(({ id }) => id === change.field);
  if (field === undefined) {
    const words = `${scopeName(form, change.list)} has no such field`;
    return [{ path: [...path, 'field'], message: found(change.field, words) }];
  }
  const fixed = 'these are words of the law or of a published standard, and stay';
  return [
    ...(earlier.some((other) => other.form === change.form && other.list === change.list && other.field === field.id)
      ? [{ path: [...path, 'field'], message: found(field.id, 'this field is changed above already') }]
      : []),
    ...(change.label !== undefined && !mayRename(change.form, field.id)
      ? [{ path: [...path, 'label'], message: found(change.label, fixed) }]
      : []),
    ...(change.hint !== undefined && !mayHint(change.form, field.id)
      ? [{ path: [...path, 'hint'], message: found(change.hint, fixed) }]
      : []),
    ...(change.patterns !== undefined && field.kind !== 'text'
      ? [
          {
            path: [...path, 'patterns'],
            message: `found a list; only texts have patterns, and this field is ${quoted(field.kind)}`,
          },
        ]
      : []),
    ...(change.label === undefined && change.hint === undefined && change.patterns === undefined
      ? [{ path, message: 'found nothing to change; give a “label”, a “hint” or “patterns”' }]
      : []),
  ];
}

const isSameScope = (a: ForceField, b: ForceField): boolean => a.form === b.form && a.list === b.list;

/** Everything wrong in it, in the order of the file; empty where it may come into force. */
export function problemsOfForms(published: Forms, configuration: ForceForms): FormProblem[] {
  const { changes, fields, lists } = configuration;
  const ofLists = Object.entries(lists).flatMap(([name, codes = []]) => {
    const place = extensibleLists[name as ExtensibleList];
    const field = fieldsIn(published[place.form], place.list).find(({ id }) => id === place.field);
    return codeProblems(codes, field ?? null, ['lists', name]);
  });
  const ofChanges = changes.flatMap((change, index) =>
    changeProblems(published, change, changes.slice(0, index), ['changes', index]),
  );
  const extended = extendForms(published, configuration);
  const ofFields = fields.flatMap((own, index): FormProblem[] => {
    const path = ['fields', index];
    const form = published[own.form];
    const placed = placeProblems(form, own, path);
    const others = fields.slice(0, index).filter((other) => isSameScope(other, own));
    return [
      ...(others.some(({ id }) => id === own.id)
        ? [{ path: [...path, 'id'], message: found(own.id, 'each field has an id of its own') }]
        : []),
      ...([...fieldsIn(published[own.form], own.list), ...others].some(({ label }) => same(label, own.label))
        ? [{ path: [...path, 'label'], message: found(own.label, 'another field has this label already') }]
        : []),
      ...placed,
      ...kindProblems(own, path),
      ...(placed.length > 0 ? [] : referenceProblems(form, fieldsIn(extended[own.form], own.list), own, path)),
    ];
  });
  return [...ofLists, ...ofFields, ...ofChanges];
}
