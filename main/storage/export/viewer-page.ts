// The page of an export: plain HTML without a script, opened from the folder in any browser, printed with its marking.
import type { Exhibit } from '#contract/exhibits.ts';
import { custodyEventLabel, type Recording } from '#contract/footage.ts';
import type { ExportedFile, ExportedRecording, ExportFacts } from './exported.ts';
import { html, relativeAddress, type Html } from './html.ts';
import { viewerStyle } from './viewer-style.ts';
import { byteCount, clockWords, courtTime, runningTime } from './words.ts';

const marking = 'OFFICIAL-SENSITIVE';

const kindWords: Readonly<Record<Recording['kind'], string>> = {
  recording: 'Original recording',
  segment: 'Original recording, one file of several',
  'side-file': 'File that came with a recording',
  clip: 'Clip',
  redaction: 'Redacted copy',
  snapshot: 'Snapshot',
};

/** The whole of index.html. Addresses are relative to its own folder. */
export function viewerPage(facts: ExportFacts, recordings: readonly ExportedRecording[]): string {
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
        />
        <title>Footage for ${facts.disclosedTo}</title>
        <style>
          ${viewerStyle}
        </style>
      </head>
      <body>
        <div class="marking top">${marking}</div>
        <div class="marking bottom">${marking}</div>
        <table class="sheet">
          <thead>
            <tr>
              <td><div class="reserve"></div></td>
            </tr>
          </thead>
          <tfoot>
            <tr>
              <td><div class="reserve"></div></td>
            </tr>
          </tfoot>
          <tbody>
            <tr>
              <td>
                <main>
                  <header>
                    <h1>Footage for ${facts.disclosedTo}</h1>
                    <p>${facts.purpose}</p>
                    ${facing([
                      ['Exported by', facts.officer],
                      ['Exported at', courtTime(facts.at)],
                    ])}
                  </header>
                  ${contents(recordings)} ${recordings.map((one, index) => recordingSection(facts, one, index))}
                  ${howToCheck}
                </main>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html> `;
  return page.html;
}

const contents = (recordings: readonly ExportedRecording[]): Html =>
  html`<section>
    <h2>What is here</h2>
    ${table(
      ['Label', 'Title', 'Recorded', 'Length'],
      recordings.map(({ recording, label }, index) => [
        html`<a href="#r${index + 1}">${label}</a>`,
        titleOf(recording),
        recorded(recording),
        lengthOf(recording),
      ]),
    )}
  </section> `;

function recordingSection({ includeNotes }: ExportFacts, exported: ExportedRecording, index: number): Html {
  const { recording, label, files, sideFiles, exhibit } = exported;
  const notes = html`<h3>Notes</h3>
    <p class="notes">${recording.notes}</p>`;
  return html`<section class="recording" id="r${index + 1}">
    <h2><span class="label">${label}</span> ${titleOf(recording)}</h2>
    ${files.map((file, place) => player(recording, file, place, files.length))} ${facing(description(exported))}
    ${includeNotes && recording.notes !== '' ? notes : null}
    ${recording.markers.length === 0 ? null : markers(recording, files)}
    ${
      sideFiles.length === 0
        ? null
        : html`<h3>Files that came with it</h3>
            ${fileTable(sideFiles)}`
    }
    <h3>${files.length === 1 ? 'File' : 'Files, in playing order'}</h3>
    ${fileTable(files)} ${exhibit === null ? custody(recording) : continuity(exhibit)}
  </section> `;
}

function player(recording: Recording, file: ExportedFile, place: number, count: number): Html {
  const address = relativeAddress(file.path);
  const caption = count === 1 ? null : html`<figcaption>File ${place + 1} of ${count}: ${file.fileName}</figcaption>`;
  if (recording.kind === 'snapshot') {
    return html`<figure><img src="${address}" alt="${titleOf(recording)}" />${caption}</figure>`;
  }
  return html`<figure>
    <video controls preload="metadata" src="${address}"></video>
    ${caption}
    <p class="hint"><a href="${address}">Open the file itself</a></p>
  </figure> `;
}

function description({ recording, exhibit, categoryLabel, madeFrom }: ExportedRecording): [string, string | null][] {
  const { clock } = recording;
  return [
    ['Exhibit', recording.exhibit],
    ['Produced by', exhibit === null ? null : `${exhibit.producerName} (${exhibit.producer})`],
    ['Description', exhibit?.description ?? null],
    ['What it is', kindWords[recording.kind]],
    ['Made from', madeFrom],
    ['Recorded', recorded(recording)],
    [
      'As the camera said it',
      recording.cameraStartedAt === null || recording.cameraStartedAt === recording.startedAt
        ? null
        : courtTime(recording.cameraStartedAt),
    ],
    [
      'Clock of the camera',
      clock === null ? null : `${clockWords(clock.offsetSeconds)}, measured ${courtTime(clock.measuredAt)}`,
    ],
    ['Length', lengthOf(recording)],
    ['Camera', [recording.cameraName, recording.cameraSerial].filter((part) => part !== null).join(', serial ')],
    ['Path on the camera', recording.custody.sourcePath],
    ['Category', categoryLabel],
    ['Reference', recording.reference],
    ['Tags', recording.tags.join(', ')],
    ['Taken into the vault', courtTime(recording.offloadedAt)],
  ];
}

/** Ranges of a file by media fragments: a browser opens the video at that time, without a script. */
function markers(recording: Recording, files: readonly ExportedFile[]): Html {
  const [first] = files;
  const single = files.length === 1 && first !== undefined;
  const rows = recording.markers.map(({ startSeconds, endSeconds, label }) => {
    const from = runningTime(startSeconds);
    const fragment = `#t=${startSeconds.toFixed(2)}${endSeconds === null ? '' : `,${endSeconds.toFixed(2)}`}`;
    return [
      single ? html`<a href="${relativeAddress(first.path)}${fragment}">${from}</a>` : from,
      endSeconds === null ? '' : runningTime(endSeconds),
      label,
    ];
  });
  return html`<h3>Markers</h3>
    ${table(['From', 'To', 'What'], rows)}`;
}

const fileTable = (files: readonly ExportedFile[]): Html =>
  table(
    ['File', 'Size', 'SHA-256'],
    files.map(({ path, fileName, bytes, sha256 }) => [
      html`<a href="${relativeAddress(path)}">${fileName}</a>`,
      byteCount(bytes),
      html`<span class="hash">${sha256}</span>`,
    ]),
  );

const custody = ({ custody: { events } }: Recording): Html =>
  html`<h3>Custody</h3>
    ${table(
      ['When', 'What', 'Detail'],
      events.map(({ at, what, detail }) => [courtTime(at), custodyEventLabel[what], detail]),
    )}`;

/** Custody and everything since, as the exhibit's own list has it. */
const continuity = (exhibit: Exhibit): Html =>
  html`<h3>Continuity of exhibit ${exhibit.label}</h3>
    ${table(
      ['When', 'What', 'Who', 'Detail'],
      exhibit.continuity.map(({ at, what, who, detail }) => [courtTime(at), what, who ?? '', detail]),
    )}`;

const howToCheck = html`<section>
  <h2>How to check this export</h2>
  <p>
    No program of the police is needed. In the folder above this page, the file README.txt says how: every file has its
    SHA-256 and SHA-512 in a manifest, the manifest is signed, and the audit trail of each recording carries proofs
    against a signed checkpoint.
  </p>
</section> `;

/** A table that scrolls by itself where it is too wide. */
const table = (headings: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html =>
  html`<div class="wide">
    <table class="rows">
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;

/** Rows of a name and a value; those without a value are left out. */
const facing = (rows: readonly (readonly [string, string | null])[]): Html => {
  const shown = rows.filter(([, value]) => value !== null && value !== '');
  return html`<dl>
    ${shown.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl> `;
};

const titleOf = ({ title, fileName }: Recording): string => (title === '' ? fileName : title);
const recorded = ({ startedAt }: Recording): string => (startedAt === null ? 'not known' : courtTime(startedAt));
const lengthOf = ({ durationSeconds }: Recording): string =>
  durationSeconds === null ? 'not known' : runningTime(durationSeconds);
