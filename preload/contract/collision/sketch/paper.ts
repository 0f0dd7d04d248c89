// The colours of the drawing. It is a sheet of paper in both themes and in print; nothing is told by colour alone.
export const paper = {
  sheet: '#ffffff',
  ink: '#171b26',
  quiet: '#4d5567',
  road: '#c9cdd6',
  kerb: '#6b7384',
  footway: '#e9e6df',
  verge: '#dbe7d5',
  paint: '#ffffff',
  body: '#1f4fd8',
  onBody: '#ffffff',
  person: '#b3261e',
  impact: '#b3261e',
  before: '#1f4fd8',
  after: '#855300',
  measure: '#0c6b43',
} as const;

export const typeface = "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible', sans-serif";
