/** A comment as the baselines answer it: the fields of ours, in as many bytes. */

export interface Written {
  readonly id: string;
  readonly site: string;
  readonly thread: string;
  readonly body: string;
}

export function commentOf({ id, site, thread, body }: Written, seq: number) {
  return {
    id,
    site,
    thread,
    parent: null,
    depth: 0,
    seq,
    author: { id: '00000000-0000-4000-8000-000000000000', name: 'Guest', avatar: null, role: 'guest', website: null },
    body,
    content: [['p', body]],
    state: 'published',
    createdAt: new Date().toISOString(),
    editedAt: null,
    score: 0,
    myVote: 0,
    reactions: {},
    replyCount: 0,
    replies: [],
    repliesNext: null,
    pinned: false,
  };
}
