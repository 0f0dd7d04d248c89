// A page of the statement as it will be on paper, as wide as there is room, with what has been signed on it.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PrintedDocument, PrintedPage } from '#contract/printed-document.ts';
import type { MadeSignature } from '#contract/statement/places.ts';
import { drawPage } from '../../../print/draw.ts';
import '../../../print/paper.css';
import styles from './PaperPage.module.css';

interface PaperPageProps {
  readonly frame: PrintedDocument['frame'];
  readonly pages: readonly PrintedPage[];
  readonly index: number;
  readonly signatures: readonly MadeSignature[];
  /** The place that is signed now: shown, and brought into view. */
  readonly place?: string;
}

/** A4 at 96 pixels an inch. */
const sheet = { width: (210 / 25.4) * 96, height: (297 / 25.4) * 96 };

/** Headings of the page stand below those of the screen. */
const levelsBelow = 2;

export function PaperPage({ frame, pages, index, signatures, place }: PaperPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const page = drawPage(frame, pages, index, signatures);
    for (const heading of page.querySelectorAll('h1, h2, h3')) {
      heading.setAttribute('role', 'heading');
      heading.setAttribute('aria-level', String(Number(heading.tagName.slice(1)) + levelsBelow));
    }
    if (place !== undefined) page.querySelector(`[data-place="${place}"]`)?.classList.add('now');
    paper.current?.replaceChildren(page);
  }, [frame, pages, index, signatures, place]);
  useEffect(() => {
    if (place === undefined || width === 0) return;
    paper.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'center' });
  }, [place, width]);
  const scale = width / sheet.width;
  return (
    <div ref={box} className={styles['box']} style={{ height: `${sheet.height * scale}px` }}>
      <div ref={paper} className={`paper ${styles['sheet'] ?? ''}`} style={{ transform: `scale(${scale})` }} />
    </div>
  );
}
