// Promise: the wording says what was typed, days and times are those that were meant, and characters are counted as the networks do.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { emptyTeamPost, type TeamPostContent } from '#contract/team-posts.ts';
import { charactersOf, shareAddress } from '#contract/team-posts/networks.ts';
import { composedText, leavesAt, postDay, postText } from '#contract/team-posts/post-text.ts';
import { whyNotReady } from '#contract/team-posts/readiness.ts';

/** Typed on Friday 27 Nov 2026. */
const post = (more: Partial<TeamPostContent>): TeamPostContent => ({
  ...emptyTeamPost,
  dayTypedOn: '2026-11-27',
  ...more,
});
const library = post({
  place: 'Hoe Street library',
  day: 'today',
  from: '2pm',
  until: '1600',
  bring: 'bike marking',
  more: 'The kettle is on',
});

describe('the wording', () => {
  it('invites before, and thanks after', () => {
    expect(composedText(library)).toBe(
      'We will be at Hoe Street library on Friday 27 Nov, 14:00 to 16:00. Come and talk to us about bike marking. The kettle is on.',
    );
    expect(composedText({ ...library, timing: 'after' })).toBe(
      'We were at Hoe Street library on Friday 27 Nov, 14:00 to 16:00. Thank you to everyone who came to talk to us about bike marking. The kettle is on.',
    );
  });
  it('keeps what it cannot read, and is empty of nothing', () => {
    expect(composedText(post({ place: 'the park.', day: 'after lunch' }))).toBe(
      'We will be at the park on after lunch. Come and talk to us.',
    );
    expect(composedText(emptyTeamPost)).toBe('');
    expect(composedText(post({ more: 'Lock your shed' }))).toBe('Lock your shed.');
  });
  it('is the officer’s own once it was changed', () => {
    expect(postText({ ...library, wording: 'See you there!' })).toBe('See you there!');
  });
});

describe('the day', () => {
  it.each([
    ['today', '2026-11-27'],
    ['tomorrow', '2026-11-28'],
    ['yesterday', '2026-11-26'],
    ['Monday', '2026-11-30'],
    ['Fri', '2026-11-27'],
    ['Thu', '2026-12-03'],
    ['28 Nov', '2026-11-28'],
    ['3 Jan', '2027-01-03'],
    ['20 Nov', '2026-11-20'],
    ['1/12/26', '2026-12-01'],
    ['some day', null],
    ['', null],
  ] as const)('%s is %s', (day, expected) => {
    expect(postDay(post({ day }))).toBe(expected);
  });
});

describe('the team has left', () => {
  it('at the end of its time, past midnight where it stays that long', () => {
    expect(leavesAt(library)).toBe('2026-11-27T16:00:00.000Z');
    expect(leavesAt({ ...library, from: '22:00', until: '01:00' })).toBe('2026-11-28T01:00:00.000Z');
    expect(leavesAt({ ...library, day: '1 Jul 2026' })).toBe('2026-07-01T15:00:00.000Z');
    expect(leavesAt({ ...library, until: '' })).toBeNull();
  });
});

describe('characters', () => {
  it.each([
    ['x', 'Hello', 5],
    ['x', 'See https://www.met.police.uk/a/very/long/address/of/a/page?with=much', 27],
    ['x', 'See met.police.uk', 27],
    ['x', '👮‍♀️🚲', 4],
    ['x', '日本', 4],
    ['x', '“Café” – it’s £5…', 18],
    ['mastodon', '👮‍♀️🚲', 2],
    ['mastodon', 'See https://www.met.police.uk/a/very/long/address/of/a/page', 27],
    ['bluesky', '👮‍♀️🚲', 2],
    ['bluesky', 'Cafe\u{301}', 4],
    ['bluesky', 'met.police.uk', 13],
  ] as const)('%s counts %s as %i', (kind, text, count) => {
    expect(charactersOf(kind, text)).toBe(count);
  });
});

test('the share page gets exactly the text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const address = new URL(shareAddress({ kind: 'bluesky', origin: 'https://bsky.app' }, text));
      expect(address.origin + address.pathname).toBe('https://bsky.app/intent/compose');
      expect([...address.searchParams.keys()]).toEqual(['text']);
      expect(address.searchParams.get('text')).toBe(text.trim().toWellFormed());
    }),
  );
});

describe('a post is kept back', () => {
  const network = { kind: 'bluesky', label: 'Bluesky', origin: 'https://bsky.app', mostCharacters: 300 } as const;
  const finding = { id: 'name:okafor:X', kind: 'name', start: 0, end: 1, text: 'O', why: '', reportId: null } as const;
  const why = (content: TeamPostContent, findings = [finding].slice(1), acknowledged: string[] = [], now = 0) =>
    whyNotReady({
      post: { content, leavesAt: leavesAt(content), acknowledged },
      check: { findings, reportsCompared: 2, reportsTotal: 2 },
      network,
      now,
    });

  it('while it is empty, too long, warned of or the team is there; and not else', () => {
    expect(why(emptyTeamPost)).toMatch(/empty/);
    expect(why(library)).toBeNull();
    expect(why(library, [finding])).toMatch(/One warning/);
    expect(why(library, [finding], [finding.id])).toBeNull();
    expect(why({ ...library, wording: 'x'.repeat(301) })).toBe('The post is 1 character too long for Bluesky.');
    const after = { ...library, timing: 'after' } as const;
    expect(why(after)).toMatch(/still there/);
    expect(why(after, [], [], Date.parse('2026-11-27T16:00:00.000Z'))).toBeNull();
    expect(why({ ...after, until: '' })).toMatch(/until when/);
    expect(why({ ...library, wording: '👮‍♀️'.repeat(250) })).toMatch(/Windows/);
  });
});
