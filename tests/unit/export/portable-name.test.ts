// Names of exported files: whatever a camera or an officer called something, every system stores it and a manifest lists it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, relativeAddress } from '../../../main/storage/export/html.ts';
import { portableName, uniqueNames } from '../../../main/storage/export/portable-name.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    'CON',
    'con.mp4',
    'COM1',
    'a/b',
    'a\\b',
    'x. ',
    '\u202egnp.exe',
    '%2e%2e',
    'a\0b',
    '  ',
  ),
);

test('any name becomes one that Windows, Linux, a manifest and a shell take for a plain file', () => {
  fc.assert(
    fc.property(anyName, (text) => {
      const name = portableName(text);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(120);
      // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
      expect(name).not.toMatch(/[\u0000-\u001f<>:"/\\|?*%`$'\u202a-\u202e]/);
      expect(name).not.toMatch(/^\.|^\s|[.\s]$/);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(name.isWellFormed()).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a plain name stays as it is, and its ending stays even where the name is long', () => {
  expect(portableName('20261122_140322_0001.MP4')).toBe('20261122_140322_0001.MP4');
  expect(portableName(`${'long '.repeat(60)}.mp4`)).toMatch(/\.mp4$/);
});

test('no two files of an export share a name, on a disk that does not tell cases apart either', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a.mp4', 'A.MP4', 'a (2).mp4', 'b', 'B'), { maxLength: 12 }), (names) => {
      const unique = uniqueNames();
      const given = names.map((name) => unique(name).toLowerCase());
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});

test('no text that anybody typed becomes markup of the page, nor leaves its attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const page = html`<p title="${text}">${text}</p>`.html;
      const inside = page.slice('<p title="'.length, -'</p>'.length);
      expect(inside.match(/[<>"']/g)).toEqual(['"', '>']);
      expect(inside).not.toContain('\0');
    }),
    { numRuns: 2000 },
  );
});

test('an address leads to a file of the export and nowhere else', () => {
  expect(relativeAddress('recordings/JS-1_#1 a&b.mp4')).toBe('recordings/JS-1_%231%20a%26b.mp4');
  expect(relativeAddress('javascript:alert(1)')).toBe('javascript%3Aalert(1)');
});
