declare module 'virtual:own-words' {
  import type { Vocabulary } from './own-words.ts';

  const vocabulary: Vocabulary;
  export default vocabulary;
}
