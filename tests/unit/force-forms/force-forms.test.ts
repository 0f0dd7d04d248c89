// A force's configuration: the published forms stay whole, what it adds counts everywhere, and each slip is told where it is.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extensibleLists } from '#contract/force-forms/extensible.ts';
import { extendForms, fieldsIn } from '#contract/force-forms/extend.ts';
import { phrasesOf } from '#contract/force-forms/phrases.ts';
import { forceForms, type ForceForms } from '#contract/force-forms/schema.ts';
import { answersOf, assessReport, forgottenFields, offeredOptions, spokenValue } from '#contract/forms.ts';
import { publishedForms } from '#contract/report-forms.ts';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';
import { checkConfiguration, configurationCheckIn } from '../../../main/configuration-check/check-configuration.ts';
import { forceFormsSchema, readForceForms, readForceFormsFile } from '../../../main/storage/device/force-forms-file.ts';
import { changesBetween } from '../../../renderer/src/features/reports/history/changes.ts';

const exampleFile = join(import.meta.dirname, '../../../docs/examples/forms.json');
const schemaFile = join(import.meta.dirname, '../../../docs/formats/forms.schema.json');
const now = '2026-11-22T14:00:00.000Z';

async function example(): Promise<ForceForms> {
  const { configuration, problems } = await readForceFormsFile(exampleFile);
  expect(problems).toEqual([]);
  if (configuration === null) throw new Error('the example is not in force');
  return configuration;
}

const fieldOf = (forms: ReturnType<typeof extendForms>, id: string) => {
  const field = forms.crime.fields.find((one) => one.id === id);
  if (field === undefined) throw new Error(`no field ${id}`);
  return field;
};

const contentOf = (values: ReportContent['values']): ReportContent => ({ ...emptyReportContent, values });

describe('the example of the documentation', () => {
  test('comes into force whole: flags before “None of these”, fields in their places and groups', async () => {
    const forms = extendForms(publishedForms, await example());
    const flags = fieldOf(forms, 'flags').options?.map(({ id }) => id) ?? [];
    expect(flags.slice(-3)).toEqual(['force:op-sapphire', 'force:night-economy', 'none']);
    const ids = forms.crime.fields.map(({ id }) => id);
    expect(ids.indexOf('force_beat')).toBe(ids.indexOf('cad-reference') + 1);
    expect(fieldOf(forms, 'cad-reference').label).toBe('STORM log number');
    expect(fieldsIn(forms.crime, 'property').map(({ id }) => id)).toContain('force_datatag');
    expect(forms.collision.fields.find(({ id }) => id === 'force_highways-log')?.section).toBe('what-happened');
  });

  test('its fields are missed in their group, and only where they are asked', async () => {
    const forms = extendForms(publishedForms, await example());
    const missing = (values: ReportContent['values']) => assessReport(forms.crime, contentOf(values), now).missing;
    expect(missing({}).beforeSubmission.map(({ fieldId }) => fieldId)).toContain('force_beat');
    expect(missing({}).neededNow.map(({ fieldId }) => fieldId)).not.toContain('force_sapphire-reference');
    const flagged = missing({ flags: ['force:op-sapphire'] });
    expect(flagged.neededNow.map(({ fieldId }) => fieldId)).toContain('force_sapphire-reference');
  });

  test('a reference that does not fit the pattern is told in clear words', async () => {
    const forms = extendForms(publishedForms, await example());
    const problems = (number: string) =>
      assessReport(forms.crime, contentOf({ 'crime-number': number }), now).problems.map(({ message }) => message);
    expect(problems('42/123/26')).toEqual([
      'Your force writes it like 42/1234567/26. It is kept as you typed it; check it.',
    ]);
    expect(problems('42/1234567/26')).toEqual([]);
  });

  test('its words are known as the program’s own in a public place', async () => {
    expect(phrasesOf(await example())).toEqual(
      expect.arrayContaining(['Northshire Police', 'Operation Sapphire', 'Beat', 'NE1 Harbour', 'STORM log number']),
    );
  });

  test('the JSON schema in docs is that of the validator', async () => {
    const options = { ...(await resolveConfig(schemaFile)), filepath: schemaFile };
    await expect(await format(JSON.stringify(forceFormsSchema), options)).toMatchFileSnapshot(schemaFile);
  });
});

describe('what is published', () => {
  test('stays, whatever a force adds: every code, every field and its rules', async () => {
    const forms = extendForms(publishedForms, await example());
    for (const [kind, form] of Object.entries(publishedForms)) {
      const extended = forms[kind as keyof typeof forms];
      const scopes = [null, ...form.lists.map(({ id }) => id)];
      for (const scope of scopes) {
        const after = fieldsIn(extended, scope);
        for (const field of fieldsIn(form, scope)) {
          const same = after.find(({ id }) => id === field.id);
          expect(same).toMatchObject({ kind: field.kind, group: field.group, section: field.section });
          const codes = (field.options ?? []).map(({ id, label }) => ({ id, label }));
          expect(same?.options?.filter(({ id }) => !id.startsWith('force:')) ?? []).toMatchObject(codes);
        }
      }
    }
    expect(publishedForms.crime.fields.some(({ id }) => id.startsWith('force_'))).toBe(false);
  });

  test('names no field or code so that it could be taken for a force’s own', () => {
    for (const form of Object.values(publishedForms)) {
      for (const field of [form.fields, ...form.lists.map(({ fields }) => fields)].flat()) {
        expect(field.id).not.toMatch(/^force_/);
        for (const option of field.options ?? []) expect(option.id).not.toMatch(/^force:/);
      }
    }
  });

  test('every list that may be added to exists and has codes', () => {
    for (const { form, list, field } of Object.values(extensibleLists)) {
      const found = fieldsIn(publishedForms[form], list).find(({ id }) => id === field);
      expect(found?.options?.length).toBeGreaterThan(1);
    }
  });
});

describe('what a later configuration dropped', () => {
  test('a code is kept, shown under its code, offered to be taken back, and not offered anew', () => {
    const flags = publishedForms.crime.fields.find(({ id }) => id === 'flags');
    if (flags === undefined) throw new Error('no flags');
    const held = ['hate', 'force:op-sapphire'];
    expect(spokenValue(flags, { flags: held })).toBe('Hate crime, op-sapphire (no longer in the list)');
    expect(offeredOptions(flags, held).at(-1)).toEqual({
      id: 'force:op-sapphire',
      label: 'op-sapphire (no longer in the list)',
    });
    expect(offeredOptions(flags, ['hate'])).toBe(flags.options);
  });

  test('a retired code keeps its label and is offered only to whom has it', async () => {
    const field = fieldOf(extendForms(publishedForms, await example()), 'entry-method');
    expect(spokenValue(field, { 'entry-method': ['force:cill'] })).toBe('Frame or cill drilled');
    expect(offeredOptions(field, []).map(({ id }) => id)).not.toContain('force:cill');
    expect(offeredOptions(field, ['force:cill']).map(({ id }) => id)).toContain('force:cill');
  });

  test('a field is still read, printed and compared, under its id', () => {
    const { fields } = publishedForms.crime;
    const values = { force_beat: 'NE1', 'force_beat.typed-on': 'x', force_empty: '' };
    const forgotten = forgottenFields(fields, values);
    expect(answersOf({ fields: forgotten, values, report: values, now })).toMatchObject([
      { typed: 'NE1', field: { label: 'beat (no longer in the form)' } },
    ]);
    const [change] = changesBetween(publishedForms.crime, contentOf(values), contentOf({}), now);
    expect(change).toMatchObject({ label: 'beat (no longer in the form)', pieces: [{ text: 'NE1', is: 'removed' }] });
  });
});

describe('a slip in the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kerbdesk-forms-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (text: string) => {
    writeFileSync(join(folder, 'forms.json'), text);
    return await readForceForms(folder);
  };
  const minimal = { format: 1, force: 'Northshire', version: '1' };
  const crimeField = { form: 'crime', section: 'incident', id: 'beat', label: 'Beat', kind: 'text', group: 'optional' };
  /** The sentence without the file's name. */
  const findings = async (more: object) => {
    const { state, configuration, path, problems } = await read(JSON.stringify({ ...minimal, ...more }));
    expect([state, configuration]).toEqual(['refused', null]);
    for (const problem of problems) expect(problem.startsWith(path)).toBe(true);
    return problems.map((problem) => problem.slice(path.length + 2));
  };

  test('no file at all is no slip', async () => {
    expect(await readForceForms(folder)).toMatchObject({ state: 'none', problems: [] });
  });

  test('what is no JSON is told by line and column', async () => {
    const { state, problems } = await read('{\n  "format": 1,\n  "force" "x"\n}');
    expect(state).toBe('refused');
    expect(problems[0]).toMatch(/line 3, column 11/);
    expect((await read('')).problems[0]).toMatch(/line 1, column 1/);
    writeFileSync(join(folder, 'forms.json'), new Uint8Array([0xff, 0xfe, 0x00]));
    expect((await readForceForms(folder)).problems[0]).toContain('UTF-8');
  });

  test.each<[string, object, string]>([
    ['another format', { format: 2 }, 'format: found 2; allowed is 1.'],
    [
      'an entry nobody knows',
      { list: {} },
      'list: found an entry of this name; allowed is an object with "format", "force"',
    ],
    [
      'a list nobody knows',
      { lists: { colours: [] } },
      'lists.colours: found an entry of this name; allowed is an object with "how-reported"',
    ],
    [
      'a number for a label',
      { lists: { flags: [{ code: 'x', label: 7 }] } },
      'lists.flags[0].label: found 7; allowed is a text of 1 to 80 characters.',
    ],
    [
      'a code with a space',
      { lists: { flags: [{ code: 'a b', label: 'A' }] } },
      'lists.flags[0].code: found "a b"; allowed are letters, digits',
    ],
    [
      'a published code',
      { lists: { flags: [{ code: 'Hate', label: 'A' }] } },
      'lists.flags[0].code: found “Hate”; this code is published',
    ],
    [
      'a published label',
      { lists: { flags: [{ code: 'x', label: 'Hate crime' }] } },
      'lists.flags[0].label: found “Hate crime”; a published code has this label',
    ],
    [
      'a code twice',
      {
        lists: {
          flags: [
            { code: 'x', label: 'A' },
            { code: 'X', label: 'B' },
          ],
        },
      },
      'lists.flags[1].code: found “X”; each code stands in a list once.',
    ],
    [
      'a kind nobody knows',
      { fields: [{ ...crimeField, kind: 'number' }] },
      'fields[0].kind: found "number"; allowed are "text", "long-text"',
    ],
    [
      'a section nobody knows',
      { fields: [{ ...crimeField, section: 'check' }] },
      'fields[0].section: found “check”; allowed are “incident”, “when-where”',
    ],
    [
      'no section',
      { fields: [{ ...crimeField, section: undefined }] },
      'fields[0].section: found nothing; allowed are “incident”',
    ],
    [
      'a list of another form',
      { fields: [{ ...crimeField, section: undefined, list: 'casualties' }] },
      'fields[0].list: found “casualties”; allowed are “offences”, “people”, “property”.',
    ],
    [
      'a field of the statement',
      { fields: [{ ...crimeField, form: 'statement' }] },
      'fields[0].form: found "statement"; allowed are "crime", "collision", "witness-details".',
    ],
    [
      'a choice without codes',
      { fields: [{ ...crimeField, kind: 'choice' }] },
      'fields[0].options: found nothing; a field of the kind “choice” needs its codes.',
    ],
    [
      'codes of a text',
      { fields: [{ ...crimeField, options: [{ code: 'x', label: 'X' }] }] },
      'fields[0].options: found a list; only the kinds',
    ],
    [
      'a pattern that cannot be read',
      { fields: [{ ...crimeField, patterns: ['(a+)+'] }] },
      'fields[0].patterns[0]: found "(a+)+"; the pattern has no place to fill in',
    ],
    [
      'a label twice',
      { fields: [{ ...crimeField, label: 'crime number' }] },
      'fields[0].label: found “crime number”; another field has this label already.',
    ],
    [
      'a follower of nothing',
      { fields: [{ ...crimeField, after: 'nothing' }] },
      'fields[0].after: found “nothing”; the form “Crime report” has no other such field.',
    ],
    [
      'a follower in another section',
      { fields: [{ ...crimeField, after: 'flags' }] },
      'fields[0].after: found “flags”; it stands in the section “offence”.',
    ],
    [
      'asked when nothing is',
      { fields: [{ ...crimeField, askedWhen: { field: 'flags', oneOf: ['nope'] } }] },
      'fields[0].askedWhen.oneOf[0]: found “nope”; allowed are “domestic”',
    ],
    [
      'words of the law',
      { changes: [{ form: 'crime', list: 'people', field: 'enhanced-rights', label: 'X' }] },
      'changes[0].label: found “X”; these are words of the law',
    ],
    [
      'a label of STATS19',
      { changes: [{ form: 'collision', field: 'speed-limit', label: 'X' }] },
      'changes[0].label: found “X”; these are words of the law or of a published standard',
    ],
    [
      'a field nobody knows',
      { changes: [{ form: 'crime', field: 'x', label: 'X' }] },
      'changes[0].field: found “x”; the form “Crime report” has no such field.',
    ],
    ['no change', { changes: [{ form: 'crime', field: 'narrative' }] }, 'changes[0]: found nothing to change'],
  ])('%s: file, place, what was found and what is allowed', async (_name, more, words) => {
    expect((await findings(more)).some((finding) => finding.startsWith(words))).toBe(true);
  });

  test('each of several slips is told', async () => {
    expect(
      await findings({ lists: { flags: [{ code: 'hate', label: 'A' }] }, fields: [{ ...crimeField, section: 'x' }] }),
    ).toHaveLength(2);
  });

  test('whatever stands in the file, reading it never fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((one) => `{"format":1,"force":"x","version":"1","fields":[${one}]}`),
        ),
        async (text) => {
          const { state, configuration, problems } = await read(text);
          expect(state === 'in-force').toBe(configuration !== null);
          expect(state === 'refused').toBe(problems.length > 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('IT is told by a command before it gives the file out: 1 with findings, 0 without', async () => {
    const said: string[] = [];
    const print = (line: string): void => void said.push(line);
    expect(configurationCheckIn(['kerbdesk', '--no-camera'])).toBeNull();
    const check = configurationCheckIn(['kerbdesk', `--check-configuration=${exampleFile}`]);
    if (check === null) throw new Error('not asked');
    expect(await checkConfiguration(check, folder, print)).toBe(0);
    expect(said.at(-1)).toBe(`${exampleFile}: right (Northshire Police, version 2026-11).`);
    await read('{"format":1,"force":"x","version":"1","fields":7}');
    expect(await checkConfiguration({ file: null }, folder, print)).toBe(1);
    expect(said.slice(-3)).toEqual([
      `${join(folder, 'device.json')}: not there yet; the first start makes it.`,
      `${join(folder, 'forms.json')}, fields: found 7; allowed is a list of 0 to 60.`,
      `${join(folder, 'forms.json')}: 1 finding. Until they are put right the published forms are in force.`,
    ]);
    expect(await checkConfiguration({ file: join(folder, 'none.json') }, folder, print)).toBe(1);
  });
});

test('a configuration that says only whose it is changes nothing', () => {
  const nothing = forceForms.parse({ format: 1, force: 'x', version: '1' });
  expect(extendForms(publishedForms, nothing)).toEqual(publishedForms);
  expect(JSON.parse(readFileSync(exampleFile, 'utf8'))).toMatchObject({ format: 1 });
});
