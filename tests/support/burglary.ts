// A burglary as it is really written up: two victims, much property, a long story, and characters that paper has trouble with.
import { randomUUID } from 'node:crypto';
import { emptyReportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';

const entry = (values: FieldValues) => ({ id: randomUUID(), values });

const paragraphs = [
  'At 02:10 Mrs Nowak woke to the sound of glass. She thought it was the cat. Her husband was on a night shift.',
  'She came down and found the kitchen window broken, the back door open and the light in the hall on. A man of about thirty in a grey hooded top ran through the garden towards Hoe Street; she did not see his face.',
  'Next door, Mr Ó Briain (the second victim: his shed adjoins) heard two voices, one of them saying “leave it, leave it”, and a small engine starting.',
  'Mrs Nowak’s mother wrote down what she had heard: שלום, ראיתי איש רץ ברחוב. Her neighbour’s note reads: رأيت رجلا يركض في الشارع عند الساعة الثانية.',
  'Zażółć gęślą jaźń; naïve café, Å and A\u030a, e\u0301 and é; 12 × 9 mm ≠ ½″; 3 €; emoji as typed: 😀.',
  `One word as long as a line and longer: ${'Donaudampfschifffahrts'.repeat(9)}gesellschaft.`,
];

/** Numbered, so that a word that is missing, doubled or moved shows. */
const story = [
  ...paragraphs,
  ...Array.from(
    { length: 60 },
    (_, index) =>
      `Point ${index + 1}: the scene was walked a${index + 1} and again b${index + 1}; what was found there is listed as c${index + 1}, by the officer, in this order.`,
  ),
].join('\n\n');

export const burglary: ReportContent = {
  ...emptyReportContent,
  values: {
    'reported-date': '22/11/2026',
    'reported-time': '0231',
    narrative: story,
    'reported-how': '999',
    'reported-by': 'victim',
    'cad-reference': 'CAD 0412/22NOV26',
    'committed-from-date': '21/11/2026',
    'committed-from-time': '2340',
    'committed-to-date': '22/11/2026',
    'committed-to-time': '0210',
    'venue-street': 'Flat 2, 14a Gloucester Road',
    'venue-town': 'Walthamstow',
    'venue-postcode': 'E17 4QR',
    'venue-kind': 'dwelling',
    'venue-description': 'Ground-floor flat at the rear of a terrace; access by a passage from Hoe Street.\nNo lights.',
    'venue-grid': 'TQ 3746 8905',
    offence: 'Burglary residential',
    'offence-class': '28I',
    flags: ['alcohol'],
    'suspect-known': 'seen',
    'entry-point': 'ground-window',
    'entry-method': ['glass', 'climbed'],
    method: 'Window broken with a stone from the garden, catch reached through the hole; left by the back door.',
    tools: 'A stone, <b>not</b> a tool & "nothing" else',
    lines: ['cctv', 'forensics'],
    'enquiries-done': 'House to house at 12, 14, 16: nobody else awake.',
    risk: 'standard',
    'victim-words': 'I cannot sleep there until the window is mended.',
    'contact-when': 'After 16:00, never on Fridays',
  },
  people: [
    entry({
      'family-name': 'Nowak',
      'given-names': 'Żaneta Ewa',
      role: 'victim',
      'date-of-birth': '04/03/1961',
      phone: '07700 900123',
      email: 'zaneta.nowak@example.org',
      address: 'Flat 2, 14a Gloucester Road',
      postcode: 'E17 4QR',
      'can-say': 'Heard glass at 02:10. Saw one man run. Can say what is missing.',
      'safe-contact': 'By mobile, her husband does not know yet',
      'enhanced-rights': ['vulnerable', 'persistent'],
      injury: 'minor',
      'injury-detail': 'Cut to the left thumb',
      'self-defined-ethnicity': 'W9',
    }),
    entry({
      'family-name': 'Ó Briain',
      'given-names': 'Seán',
      role: 'victim',
      'date-of-birth': '12/12/1988',
      address: '14b Gloucester Road',
      'can-say': 'Heard two voices and an engine.',
      'enhanced-rights': ['none'],
    }),
    entry({ role: 'suspect', 'age-range': '25-34', description: 'Grey hooded top, about 180 cm, ran with a limp.' }),
  ],
  property: Array.from({ length: 34 }, (_, index) =>
    entry({
      description:
        index % 5 === 0
          ? `Item number ${index + 1}, described at some length because a dealer may know it by what is engraved on its back`
          : `Silver spoon ${index + 1}`,
      status: index === 3 ? 'damaged' : 'stolen',
      kind: 'jewellery',
      value: String(10 + index),
      serial: index % 4 === 0 ? `SN-2026-${1000 + index}` : '',
      marks: index % 7 === 0 ? 'Initials Ż.N.' : '',
    }),
  ),
};
