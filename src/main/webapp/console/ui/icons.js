import { h } from '../lib.js';

/** Strokes on a grid of 16. */
const STROKES = {
  play: 'M5 3.5v9l7-4.5z',
  chart: 'M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6',
  layers: 'M8 2.5l5.5 3L8 8.5l-5.5-3zM2.5 8.5L8 11.5l5.5-3M2.5 11L8 14l5.5-3',
  key: 'M9.5 6.5a3 3 0 1 0-2.8 3L8 11h1.5v1.5H11V14h2.5v-2.5L9.4 7.4M6.2 6.2h.1',
  folder: 'M2 4.5c0-.6.4-1 1-1h3.2l1.5 1.7H13c.6 0 1 .4 1 1v5.3c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1z',
  gauge: 'M3 12a6 6 0 1 1 10 0M8 9.5l2.8-3',
  shield: 'M8 2l5 1.8v4c0 3-2 5-5 6.2C5 12.8 3 10.8 3 7.8v-4z',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  sliders: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M8.5 3.5v3M7.5 9.5v3',
  plug: 'M6 2v3.5M10 2v3.5M4 5.5h8v2a4 4 0 0 1-8 0zM8 11.5V14',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  up: 'M8 12.5v-9M4.5 7L8 3.5 11.5 7',
  down: 'M8 3.5v9M4.5 9L8 12.5 11.5 9',
  left: 'M9.5 3.5L5 8l4.5 4.5',
  right: 'M6.5 3.5L11 8l-4.5 4.5',
  chevron: 'M3.5 6L8 10.5 12.5 6',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  alert: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8v.1',
  stop: 'M4 4h8v8H4z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  auto: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  exit: 'M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3',
  save: 'M3 2.5h8l2.5 2.5v8.5H3zM5.5 2.5v3.5h4.5V2.5M5.5 13.5v-4h5v4',
  scales: 'M8 2.5v11M4.5 13.5h7M3 4.5h10M3 4.5L1.5 9h3zM13 4.5L11.5 9h3z',
  download: 'M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  rotate: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  fork: 'M5 3v10M5 8c4 0 6-1 6-4M3.5 3h3M9.5 4h3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3L14 14',
};

/** A picture beside words; where it stands alone, its button has the name. */
export const Icon = ({ name }) =>
  h('svg', { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    h('path', { d: STROKES[name] }));

/** The product's mark: three circles that overlap. */
export const Mark = () =>
  h('svg', { class: 'mark', viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': 'true' },
    h('circle', { cx: 8.5, cy: 9.5, r: 5 }), h('circle', { cx: 15.5, cy: 9.5, r: 5 }), h('circle', { cx: 12, cy: 15.5, r: 5 }));
