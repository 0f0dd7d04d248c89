// How the page of an export looks on screen and on paper. The marking stands at the head and foot of every printed page.
import type { Html } from './html.ts';

export const viewerStyle: Html = {
  html: `
:root { color-scheme: light; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f7; color: #171b26; }
a { color: #1f4fd8; }
a:focus-visible, video:focus-visible { outline: 3px solid #1f4fd8; outline-offset: 2px; }
.marking { position: sticky; z-index: 1; padding: 4px 16px; background: #171b26; color: #fff; font-weight: 700;
  letter-spacing: .08em; text-align: center; }
.marking.top { top: 0; }
.marking.bottom { position: fixed; bottom: 0; left: 0; right: 0; }
.sheet { width: 100%; border-collapse: collapse; }
.sheet > thead .reserve { display: none; }
.sheet > tfoot .reserve { height: 40px; }
.sheet > tbody > tr > td { padding: 0; }
main { max-width: 960px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 12px; }
h3 { font-size: 1rem; margin: 24px 0 8px; }
section { margin-top: 24px; padding: 20px; background: #fff; border: 1px solid #dcdfe6; border-radius: 12px; }
.label { padding: 2px 8px; margin-right: 4px; background: #e7edfd; border-radius: 6px; white-space: nowrap; }
figure { margin: 0 0 16px; }
video, figure img { display: block; width: 100%; max-height: 70vh; background: #000; border-radius: 8px; object-fit: contain; }
.hint, figcaption { margin: 4px 0 0; font-size: .875rem; color: #4d5567; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 8px 24px; margin: 0; }
dt { font-size: .875rem; color: #4d5567; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
.rows { width: 100%; border-collapse: collapse; font-size: .875rem; }
.rows th, .rows td { padding: 6px 12px 6px 0; border-bottom: 1px solid #dcdfe6; text-align: left; vertical-align: top; }
.rows td { overflow-wrap: anywhere; }
.rows td:first-child { min-width: 9em; }
.hash { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: .8125rem; }
.notes { white-space: pre-wrap; overflow-wrap: anywhere; }
@page { margin: 8mm 12mm; }
@media print {
  body { background: #fff; font-size: 11pt; }
  .marking { position: fixed; left: 0; right: 0; padding: 0; background: none; color: #000; }
  .marking.bottom { bottom: 0; }
  .sheet > thead .reserve, .sheet > tfoot .reserve { display: block; height: 12mm; }
  main { max-width: none; padding: 0; }
  section { padding: 0; border: 0; }
  .recording { break-before: page; }
  video, .hint { display: none; }
  .rows tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`,
};
