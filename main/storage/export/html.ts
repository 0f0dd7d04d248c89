// HTML as text in which every value is escaped unless it is HTML of our own making: what an officer typed never becomes markup.
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[] | null;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters other than line ends and tabs are not allowed in HTML; they are shown as a replacement character. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

const isHtml = (value: Value): value is Html => typeof value === 'object' && value !== null && 'html' in value;

function render(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escape(value);
  return isHtml(value) ? value.html : value.map(({ html: text }) => text).join('');
}

/** html`<p>${text}</p>`: values are escaped; lists of `Html` are joined. */
export const html = (literals: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: String.raw({ raw: literals }, ...values.map(render)),
});

/** Address of a file beside the page: every part percent-encoded. */
export const relativeAddress = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
