// What stands before a name: titles say that a word is one, ranks say that it is a colleague's.

export const titles: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr master sir lady lord rev reverend prof professor'.split(' '),
);
export const ranks: ReadonlySet<string> = new Set(
  'pc wpc dc ds di dci pcso ps sgt sergeant inspector insp ci supt superintendent constable special sc cso officer'.split(
    ' ',
  ),
);
