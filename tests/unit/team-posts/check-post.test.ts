// Promise: a post is warned of what the vault knows, says why, and leaves ordinary posts of a neighbourhood team alone.
import { describe, expect, it, test } from 'vitest';
import { reportId } from '#contract/ids.ts';
import { checkPost, indexFacts } from '../../../main/storage/records/post-check/check-post.ts';
import { keyedFacts, keysOfPost } from '../../../main/storage/records/post-check/look-up.ts';
import { knownFactsOf } from '../../../main/storage/records/post-check/known-facts.ts';
import { firstTeamPosts } from '../../../main/storage/device/team-post-policy.ts';

const id = (digit: number) => reportId.parse(`0b9f6f0e-8a53-4b6e-9d0c-00000000000${digit}`);
const entry = (values: Record<string, string>) => ({ id: crypto.randomUUID(), values });

const burglary = {
  id: id(1),
  kind: 'crime',
  localReference: 'NE-4417-0093',
  content: {
    values: {
      narrative: 'Back door forced. A grey Golf, KX19 ABF, was seen. She can be reached on 07700 900 321.',
      'venue-street': '14 Hoe Street',
      'venue-postcode': 'E17 4QE',
      'cad-reference': 'CAD 4127/22NOV26',
      'crime-number': '42/1234567/26',
    },
    people: [
      entry({
        role: 'victim',
        'family-name': 'Okafor',
        'given-names': 'Ngozi Mary',
        phone: '07700 900123',
        email: 'ngozi@example.org',
      }),
      entry({ role: 'suspect', 'family-name': 'Park', 'given-names': 'Daniel' }),
      entry({ role: 'witness', 'family-name': 'O’Brien-Lacey', 'given-names': 'Siobhán', address: '22 Acacia Rd' }),
    ],
    property: [entry({ kind: 'vehicle', vrm: 'lb07 sey' })],
  },
} as const;
const collision = {
  id: id(2),
  kind: 'collision',
  localReference: 'NE-4417-0101',
  content: {
    values: { 'force-reference': '01/2026/00417' },
    vehicles: [
      entry({ vrm: 'AB12 CDE', 'driver-name': 'Mr Tunde Bakare' }),
      entry({ 'foreign-registration': 'ab-123-cd, France', 'driver-name': 'LEROUX, Amélie' }),
    ],
    casualties: [
      entry({ 'family-name': 'Marsh', 'given-names': 'Wendy' }),
      entry({ 'family-name': 'Okafor', 'given-names': 'Emeka' }),
    ],
  },
} as const;
const shoplifting = {
  id: id(4),
  kind: 'crime',
  localReference: 'NE-4417-0044',
  content: {
    values: { 'venue-street': 'Rose Cottage, Mill Lane' },
    people: [entry({ role: 'victim', organisation: 'Akram’s Halal Butchers Ltd' })],
  },
} as const;
const commonNames = {
  id: id(3),
  kind: 'crime',
  localReference: 'NE-4417-0002',
  content: {
    values: {},
    people: [
      'Green',
      'White',
      'Hill',
      'Church',
      'Market',
      'Young',
      'Day',
      'May',
      'King',
      'Bell',
      'Street',
      'Wood',
      'Rose',
      'Hunt',
      'Price',
      'Bridge',
      'Field',
      'Lane',
      'Brown',
      'Long',
    ].map((family) => entry({ role: 'victim', 'family-name': family, 'given-names': 'Will' })),
  },
} as const;
const facts = [burglary, collision, shoplifting, commonNames].map((report) => knownFactsOf(report));
const index = indexFacts(facts);

const check = (text: string) =>
  checkPost({ text, detailWords: firstTeamPosts.detailWords, ownNames: ['Ada Adeyemi'] }, index);
const found = (text: string): string[] => check(text).map(({ kind, text: words }) => `${kind}: ${words}`);

const warned = [
  ['Thanks to Ngozi Okafor for the tea', ['name: Ngozi Okafor']],
  ['Burglary victim OKAFOR, please ring us', ['name: OKAFOR']],
  ['Okafor’s neighbours can drop in', ['name: Okafor’s']],
  ['okafor was burgled last night', ['name: okafor']],
  ['We are looking for Daniel Park', ['name: Daniel Park']],
  ['Ask Mr Park what happened', ['name: Park']],
  ['D Park is wanted', ['name: Park']],
  ['Wendy was very brave', ['name: Wendy']],
  ['Statement of Marsh, Wendy', ['name: Marsh, Wendy']],
  ['Speak to Siobhan O’Brien-Lacey', ['name: Siobhan O’Brien-Lacey']],
  ['Have you seen KX19ABF?', ['plate: KX19ABF']],
  ['Have you seen LB07 SEY?', ['plate: LB07 SEY']],
  ['The silver car, ab12 cde, left', ['plate: ab12 cde']],
  ['The silver car, AB-12-CDE, left', ['plate: AB-12-CDE']],
  ['The silver car, AB12.cde, or ABI2CDE, left', ['plate: AB12.cde', 'plate: ABI2CDE']],
  ['The French car AB 123 CD', ['plate: AB 123 CD']],
  ['Thanks to the driver, Tunde Bakare', ['name: Tunde Bakare']],
  ['Mr Bakare and Amelie Leroux stopped', ['name: Bakare', 'name: Amelie Leroux']],
  ['Robbed: Akram’s Halal Butchers', ['name: Akram’s Halal Butchers']],
  ['We called at Rose Cottage', ['address: Rose Cottage']],
  ['Our reference is 01/2026/00417', ['reference: 01/2026/00417']],
  ['Quote NE 4417 0093', ['reference: NE 4417 0093']],
  ['A stranger’s plate is FG12 HJK, or fg-12-hjk', ['looks-like: FG12 HJK', 'looks-like: fg-12-hjk']],
  ['Ring 07700 900321 or +44 (0)7700 900123', ['phone: 07700 900321', 'phone: +44 (0)7700 900123']],
  ['Ring me on 07911 123456', ['looks-like: 07911 123456']],
  ['Write to ngozi@example.org', ['email: ngozi@example.org']],
  ['Break-in at 14 Hoe St last night', ['address: 14 Hoe St']],
  ['Neighbours of 22 Acacia Road, E17 4QE', ['address: 22 Acacia Road', 'postcode: E17 4QE']],
  ['Quote ne-4417-0093 or CAD 4127/22NOV26', ['reference: ne-4417-0093', 'reference: CAD 4127/22NOV26']],
  ['Quote NE-4417-9999', ['looks-like: NE-4417-9999']],
  ['Quote 42/1234567/26 or 42/7654321/26', ['reference: 42/1234567/26', 'looks-like: 42/7654321/26']],
  ['Two unmarked cars and a warrant later', ['detail: unmarked cars', 'detail: warrant']],
] as const;

describe('a post is warned of', () => {
  it.each(warned)('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('with the reason, and the report that it is from', () => {
    expect(check('Okafor')).toMatchObject([
      { why: '“Okafor” is a victim in NE-4417-0093, and in another report.', reportId: burglary.id },
    ]);
    expect(check('Daniel Park')).toMatchObject([{ why: '“Daniel Park” is a suspect in NE-4417-0093.' }]);
    expect(check('NE-4417-0101')).toMatchObject([{ why: '“NE-4417-0101” is a report of yours.' }]);
  });

  test('and a warning keeps its name while the post is written around it', () => {
    const ids = (text: string) => check(text).map((finding) => finding.id);
    expect(ids('Okafor came')).toEqual(ids('Yesterday Okafor came, thank you'));
  });
});

const ordinaryPosts = [
  'Open 24/7, on 22/11/26 and 1/2/26',
  'We will be at Hoe Street library on Friday 27 Nov, 14:00 to 16:00. Come and talk to us about bike marking.',
  'Your team is at Lloyd Park until 4pm. Bring your bike and we will mark it for free!',
  'PC Adeyemi and PCSO Sarah Patel will be at the Church Hill coffee morning on Monday 30 May. Pop in for a chat.',
  'Cuppa with a Copper at Rose’s Café, 112 High Street, E17 7LD, this Wednesday. The first tea is on us.',
  'Come to the Green, White Hart Lane, for our summer market stall. Young people welcome, all day long.',
  'We were at Marsh Lane and Wood Street station today. Thank you to everyone who came to talk about speeding on the A12 and M25.',
  'Report anything that worries you on 101, online, or to Crimestoppers on 0800 555 111. In an emergency always ring 999.',
  'Worried about a neighbour? We are in Park Road outside the King’s Head, near the bridge, from noon. Will you come?',
  'Out with Waltham Forest Council on Bell Corner hunting for abandoned bikes. Price of a new lock: £20 well spent.',
  'Doorbell cameras, shed alarms and window locks: our team shows how, at SW12 was never this busy! #ProjectVigilant 🚲🔒',
  'Meet us in the field behind Brown’s Lane school at 15:30. May we see you there? It is a good day for it.',
  'Write to ne.safer.neighbourhood@met.police.uk or come along. 2 officers on Hoe Street all afternoon.',
  'You will find us at Okafor Road community centre on Saturday: dogs, bikes, rose beds, long chats.',
  'E17 and e10 residents, we are at sw12 for you; the a12 and the M25 are closed, in e11 old and new are welcome.',
  'Afraid to walk home? Tell us which street lights are out. We pass it on to the council the same day.',
];

test.each(ordinaryPosts)('an ordinary post is left alone: %s', (post) => {
  expect(found(post)).toEqual([]);
});

test('a post of any shape is checked in a moment, and findings neither overlap nor point outside of it', () => {
  const long = 'Okafor AB12 CDE 07700 900123 14 Hoe Street '.repeat(100).slice(0, 5000);
  const begun = performance.now();
  const findings = check(long);
  expect(performance.now() - begun).toBeLessThan(500);
  expect(findings.length).toBeGreaterThan(100);
  for (const [at, { start, end, text }] of findings.entries()) {
    expect(long.slice(start, end)).toBe(text);
    expect(start).toBeGreaterThanOrEqual(findings[at - 1]?.end ?? 0);
  }
});

test('what is looked up for a post is all that the vault knows of it', () => {
  const kept = facts.flatMap(keyedFacts);
  const posts = [...ordinaryPosts, ...warned.map(([text]) => text)];
  for (const post of posts) {
    const keys = keysOfPost(post);
    const found = kept.filter(({ key }) => keys.has(key));
    const lookedUp = indexFacts(
      found.map(({ name, value }) => ({ names: name === null ? [] : [name], values: value === null ? [] : [value] })),
    );
    const asked = { text: post, detailWords: firstTeamPosts.detailWords, ownNames: ['Ada Adeyemi'] };
    expect({ post, findings: checkPost(asked, lookedUp) }).toEqual({ post, findings: checkPost(asked, index) });
  }
});
