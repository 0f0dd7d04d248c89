// How much a field takes: far more than anyone types, so that the limit is never met by honest work.
export const shortText = 200;
const longText = 20_000;
export const line = { kind: 'text', maxLength: shortText } as const;
export const prose = { kind: 'long-text', maxLength: longText } as const;
