// Promise: a post is warned of what the vault knows, says why, and leaves ordinary posts of a neighbourhood team alone.
import { describe, expect, it, test } from 'vitest';
import { reportId } from '#contract/ids.ts';
import { checkPost, indexFacts } from '../../../main/storage/records/post-check/check-post.ts';
import { knownFactsOf } from '../../../main/storage/records/post-check/known-facts.ts';
import { firstTeamPosts } from '../../../main/storage/device/team-post-policy.ts';

const id = (digit: number) => reportId.parse(`0b9f6f0e-8a53-4b6e-9d0c-00000000000${digit}`);
const entry = (values: Record<string, string>) => ({ id: crypto.randomUUID(), values });

const burglary = {
  id: id(1),
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
};
const robbery = {
  id: id(2),
  localReference: 'NE-4417-0101',
  content: {
    values: {},
    // Kinds of report that are not there yet call their groups what they like.
    casualties: [
      entry({ role: 'victim', surname: 'Marsh', forenames: 'Wendy' }),
      entry({ role: 'victim', surname: 'Okafor', forenames: 'Emeka' }),
    ],
  },
};
const commonNames = {
  id: id(3),
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
};
const index = indexFacts([burglary, robbery, commonNames].map(knownFactsOf));

const check = (text: string) =>
  checkPost({ text, detailWords: firstTeamPosts.detailWords, ownNames: ['Ada Adeyemi'] }, index);
const found = (text: string): string[] => check(text).map(({ kind, text: words }) => `${kind}: ${words}`);

describe('a post is warned of', () => {
  it.each([
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
    ['A stranger’s plate is AB12 CDE', ['looks-like: AB12 CDE']],
    ['Ring 07700 900321 or +44 (0)7700 900123', ['phone: 07700 900321', 'phone: +44 (0)7700 900123']],
    ['Ring me on 07911 123456', ['looks-like: 07911 123456']],
    ['Write to ngozi@example.org', ['email: ngozi@example.org']],
    ['Break-in at 14 Hoe St last night', ['address: 14 Hoe St']],
    ['Neighbours of 22 Acacia Road, E17 4QE', ['address: 22 Acacia Road', 'postcode: E17 4QE']],
    ['Quote ne-4417-0093 or CAD 4127/22NOV26', ['reference: ne-4417-0093', 'reference: CAD 4127/22NOV26']],
    ['Quote NE-4417-9999', ['looks-like: NE-4417-9999']],
    ['Quote 42/1234567/26 or 42/7654321/26', ['reference: 42/1234567/26', 'looks-like: 42/7654321/26']],
    ['Open 24/7, on 22/11/26 and 1/2/26', []],
    ['Two unmarked cars and a warrant later', ['detail: unmarked cars', 'detail: warrant']],
  ] as const)('%s', (text, expected) => {
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
