// File names for an export: what a camera or an officer called something, so that every system can store it and every tool read it.
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Not allowed on Windows, or with a meaning of its own in a BagIt manifest (%, RFC 8493 section 2.1.3) or a shell. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unsuitable = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*%`$'\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const longest = 120;

/** A name of 1 to 120 characters; never empty, hidden, ending in a dot or space, or one that Windows keeps for devices. */
export function portableName(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(unsuitable, '_')
    .replace(/^[.\s]+/, '_')
    .trim();
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : '';
  const stem = plain.slice(0, plain.length - ending.length).slice(0, longest - ending.length);
  const whole = `${stem.toWellFormed()}${ending}`.replace(/[.\s]+$/, '_');
  if (whole === '') return 'unnamed';
  return reserved.test(whole) ? `_${whole}`.slice(0, longest) : whole;
}

/** Gives each name once, whatever the case: "A.mp4", "A (2).mp4". */
export function uniqueNames(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let number = 2; given.has(unique.toLowerCase()); number++) unique = `${stem} (${number})${ending}`;
    given.add(unique.toLowerCase());
    return unique;
  };
}
