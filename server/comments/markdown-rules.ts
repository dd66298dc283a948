/** The Markdown parser with the rules of ours: what it leaves out, how deep it goes, and spoilers. */
import MarkdownIt, { type StateBlock, type StateInline } from 'markdown-it';

/** Lists and quotes inside each other; deeper ones are drawn at this depth, so that no text is lost. */
const NESTING_MAX = 6;
/** Each of them opens two nodes, as a list and its item do. */
export const OPEN_MAX = NESTING_MAX * 2;

const BAR = '|'.charCodeAt(0);

/** `html: false` makes tags plain text; what is disabled has no node in the tree. */
export function newParser(isAllowedLink: (href: string) => boolean) {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 40 }).disable([
    'heading',
    'lheading',
    'hr',
    'table',
    'reference',
  ]);
  parser.validateLink = isAllowedLink;
  // What is read must be what is opened: no decoding of punycode or percent signs into look-alikes.
  parser.normalizeLinkText = text => text;
  parser.linkify?.add('ftp:', null).add('//', null);
  if (parser.linkify) endAtBars(parser.linkify);
  parser.block.ruler.before('blockquote', 'too_deep', tooDeep);
  parser.inline.ruler.at('text', text);
  parser.inline.ruler.after('strikethrough', 'spoiler', markSpoilers);
  parser.inline.ruler2.after('strikethrough', 'spoiler', closeSpoilers);
  return parser;
}

/** An address at the end of a spoiler must not take the bars along. */
function endAtBars(linkify: { matchAtStart(text: string): unknown }): void {
  const match = linkify.matchAtStart.bind(linkify);
  linkify.matchAtStart = text => match(text.split('||', 1)[0] ?? '');
}

/** Where lists and quotes are nested too deeply, what follows is a paragraph as it stands: the parser would drop it. */
function tooDeep(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || state.level < OPEN_MAX) return false;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) >= state.blkIndent)) end += 1;
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, end, state.blkIndent, false).trim();
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.line = end;
  return true;
}

/** All that may begin a construct, as the parser has it, and the bar of spoilers, which it would run over. */
const TEXT = /[^\n!#$%&*+\-:<=>@[\\\]^_`{|}~]+/y;

function text(state: StateInline, silent: boolean): boolean {
  TEXT.lastIndex = state.pos;
  const run = TEXT.exec(state.src)?.[0].slice(0, state.posMax - state.pos);
  if (!run) return false;
  if (!silent) state.pending += run;
  state.pos += run.length;
  return true;
}

/** Two bars that hug a text on one side may open or close a spoiler; `a || b` and `|||` are text. */
function markSpoilers(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (silent || src.charCodeAt(pos) !== BAR) return false;
  let end = pos;
  while (end < state.posMax && src.charCodeAt(end) === BAR) end += 1;
  const token = state.push('text', '', 0);
  token.content = src.slice(pos, end);
  state.pos = end;
  if (end - pos !== 2) return true;
  state.delimiters.push({
    marker: BAR,
    length: 0,
    token: state.tokens.length - 1,
    end: -1,
    open: end < state.posMax && !/\s/u.test(src.charAt(end)),
    close: pos > 0 && !/\s/u.test(src.charAt(pos - 1)),
  });
  return true;
}

function closeSpoilers(state: StateInline): void {
  for (const delimiters of [state.delimiters, ...state.tokens_meta.map(meta => meta?.delimiters)]) {
    for (const { marker, token, end } of delimiters ?? []) {
      const closing = delimiters?.[end];
      if (marker !== BAR || closing === undefined) continue;
      become(state, token, 'spoiler_open', 1);
      become(state, closing.token, 'spoiler_close', -1);
    }
  }
}

function become(state: StateInline, at: number, type: string, nesting: 1 | -1): void {
  const token = state.tokens[at];
  if (token === undefined) return;
  token.type = type;
  token.nesting = nesting;
  token.content = '';
}
