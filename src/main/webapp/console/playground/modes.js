/** What becomes of the answers: the API's word, ours, and what it means. */
export const MODES = [
  ['synthesis', 'Synthesis', 'The judge merges the answers into one'],
  ['analysis', 'Analysis', 'The judge compares, then a writer answers'],
  ['best_of', 'Best of', 'The judge chooses one answer, word for word'],
];
