package dev.quorate.system;

import java.util.List;

/** What a model may say to a reader's browser. {@code hit(…)} is noted by it if it runs. */
final class HostileTexts {
  private static final List<String> CORPUS =
      List.of(
          "<script>hit('plain')</script>",
          "<ScRiPt src=@/s.js></sCrIpT>",
          "<img src=x onerror=hit('img')>",
          "<img src=\"@/a.png\">",
          "<IMG SRC=@/A.png SRCSET=@/B.png>",
          "![alt](@/markdown.png)",
          "![x](javascript:hit('image'))",
          "[press](javascript:hit('link'))",
          "[press](@/page 'title\" onmouseover=\"hit(1)')",
          "[press][1]\n\n[1]: javascript:hit('reference')",
          "<javascript:hit('auto')>",
          "<@/auto>",
          "www.example.org and @/bare",
          "<a href=\"javascript:hit('a')\">a</a>",
          "<a href=@/ping ping=@/pinged autofocus onfocus=hit('focus')>a</a>",
          "<svg onload=hit('svg')><circle></svg>",
          "<svg><script>hit('svg script')</script></svg>",
          "<svg><style><img src=x onerror=hit('mxss')></style></svg>",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
              + " onerror=hit('math')&gt;\">",
          "<iframe src=@/frame></iframe>",
          "<iframe srcdoc=\"<script>parent.hit('srcdoc')</script>\"></iframe>",
          "<object data=@/object></object><embed src=@/embed>",
          "<video src=@/video poster=@/poster autoplay></video><audio src=@/audio>",
          "<style>@import '@/import.css'; body { background: url(@/bg) }</style>",
          "<link rel=stylesheet href=@/link.css><link rel=prefetch href=@/prefetch>",
          "<meta http-equiv=refresh content=\"0;url=@/refresh\">",
          "<base href=@/>",
          "<form action=@/form><button autofocus>Sign in again</button></form>",
          "<input autofocus onfocus=hit('input')>",
          "<details open ontoggle=hit('toggle')><summary>s</summary></details>",
          "<body onload=hit('body')>",
          "<div style=\"background:url(@/style)\">d</div>",
          "<p id=app class=composer>clobber</p><form name=body>",
          "<noscript><p title=\"</noscript><img src=x onerror=hit('noscript')>\"></noscript>",
          "<template><script>hit('template')</script></template>",
          "<textarea></textarea><script>hit('textarea')</script>",
          "<!--><img src=x onerror=hit('comment')>-->",
          "<![CDATA[<img src=x onerror=hit('cdata')>]]>",
          "<pre><script>hit('pre')</script></pre>",
          "```html\n<script>hit('fence')</script>\n```",
          "~~~ <img src=x onerror=hit('info')>\ntext\n~~~",
          "`<img src=x onerror=hit('code')>`",
          "    <img src=x onerror=hit('indented')>",
          "# <img src=x onerror=hit('heading')>",
          "> <script>hit('quote')</script>",
          "- <img src=x onerror=hit('item')>\n- [x] <svg onload=hit('task')>",
          "| a | b |\n|:--|--:|\n| <img src=x onerror=hit('cell')> | [x](javascript:hit('cell')) |",
          "&lt;img src=x onerror=hit('entity')&gt;",
          "&#60;script&#62;hit('numeric')&#60;/script&#62;",
          "<x onclick=hit('custom') contenteditable>press</x>",
          "<a href=\"data:text/html,<script>hit('data')</script>\">d</a>",
          "{{constructor.constructor('hit(1)')()}} ${hit('template')} <%= hit(1) %>",
          "\u202e<tpircs>\u2066 \u0000<scr\u0000ipt>hit('null')</scr\u0000ipt>",
          "<img src='x' onerror='hit(\u2028\"separator\")'>");

  private HostileTexts() {}

  /**
   * All of them.
   *
   * @param beacon where what is loaded is noted
   */
  static List<String> with(String beacon) {
    return CORPUS.stream().map(text -> text.replace("@/", beacon + "/")).toList();
  }
}
