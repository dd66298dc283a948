/** What `best` sorts by: how good a comment is at least, as far as its votes can tell. */

/** For 95 % confidence: the 97.5th percentile of the normal distribution. */
const Z = 1.96;

/**
 * The lower bound of the Wilson score interval: E. B. Wilson, ‘Probable Inference, the Law of Succession, and
 * Statistical Inference’, JASA 22 (1927); for ratings: Evan Miller, ‘How Not To Sort By Average Rating’ (2009).
 * Few votes tell little, so 1 of 1 ranks below 9 of 10.
 */
function lowerBound(share: number, votes: number): number {
  const z2 = Z * Z;
  const spread = Z * Math.sqrt((share * (1 - share) + z2 / (4 * votes)) / votes);
  return (share + z2 / (2 * votes) - spread) / (1 + z2 / votes);
}

/**
 * From −1 to 1; a comment without votes has 0. The bound itself is 0 for any number of votes against, so where there
 * are no others, it is taken of those against and counts against the comment.
 */
export function rankOf({ upvotes, downvotes }: { readonly upvotes: number; readonly downvotes: number }): number {
  const votes = upvotes + downvotes;
  if (votes === 0) return 0;
  return upvotes > 0 ? lowerBound(upvotes / votes, votes) : -lowerBound(1, votes);
}
