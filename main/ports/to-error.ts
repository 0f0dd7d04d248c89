// What was thrown, as an Error: logs and rejections take nothing else.
export const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
