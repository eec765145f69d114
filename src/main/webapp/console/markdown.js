// Model text as Markdown. It is hostile until shown otherwise: raw HTML stays text, links and images are words, and
// whatever comes out passes DOMPurify with a short list of tags and no attribute that could load or run anything.
import { h, useLayoutEffect, useMemo, useRef } from './lib.js';
import { Marked } from './lib/marked.js';
import './lib/purify.js';

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h3', 'h4', 'h5', 'h6',
    'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span', '#text'],
  ALLOWED_ATTR: ['start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
const withAddress = (words, address) => (words === address || !address ? escape(words) : `${escape(words)} <span>(${escape(address)})</span>`);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escape(text),
    // marked hands text inside a raw <pre> or <script> on as it is; here it is text like any other.
    text(token) {
      return token.tokens ? this.parser.parseInline(token.tokens) : escape(token.text);
    },
    link: ({ text, href }) => withAddress(text, href),
    image: ({ text, href }) => withAddress(text || 'image', href),
    code: ({ text }) => `<pre><code>${escape(text)}</code></pre>`,
    checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
    // The page has headings of its own above these.
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
  },
});

/** One block; set anew only when its own source changes, so that a text that grows does not flicker. */
function Block({ source }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    place.current.replaceChildren(globalThis.DOMPurify.sanitize(marked.parse(source), ALLOWED));
  }, [source]);
  return h('div', { ref: place });
}

/** Text of a model. */
export function Markdown({ text }) {
  const blocks = useMemo(() => marked.lexer(text).filter((token) => token.type !== 'space').map((token) => token.raw), [text]);
  return h('div', { class: 'markdown' }, blocks.map((source, index) => h(Block, { key: index, source })));
}
