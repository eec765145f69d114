import { h } from '../lib.js';
import { Badge } from '../ui.js';

/** What the judge found in comparing the answers; model text throughout, shown as it is. */
export function Analysis({ analysis, disagreement }) {
  const said = (key) => analysis[key] ?? [];
  return h('section', { class: 'card', 'aria-label': 'Comparison' },
    h('header', null, h('h2', null, 'Comparison'), disagreement !== undefined && h(Disagreement, { share: disagreement })),
    h('div', { class: 'body compared' },
      h(Points, { title: 'They agree', tone: 'good', points: said('consensus') }),
      said('contradictions').length > 0 && h('section', null, h('h3', null, 'They contradict each other'),
        said('contradictions').map((one, index) => h('div', { key: index, class: 'contradiction' },
          h('p', { class: 'strong' }, one.topic),
          h('dl', null, one.stances.map((stance, at) => h('div', { key: at }, h('dt', { class: 'id' }, stance.model), h('dd', null, stance.stance))))))),
      h(Points, { title: 'Only some say', points: said('partial_coverage').map((one) => [one.point, one.models.join(', ')]) }),
      h(Points, { title: 'Only one saw', points: said('unique_insights').map((one) => [one.insight, one.model]) }),
      h(Points, { title: 'Nobody addressed', tone: 'warn', points: said('blind_spots') })));
}

const Points = ({ title, points }) =>
  points.length > 0 && h('section', null, h('h3', null, title),
    h('ul', null, points.map((point, index) => (Array.isArray(point)
      ? h('li', { key: index }, point[0], ' ', h('span', { class: 'id muted' }, point[1]))
      : h('li', { key: index }, point)))));

/** Contradictions among contradictions and points of consensus, from 0 to 1. */
function Disagreement({ share }) {
  const value = Number(share);
  const tone = value < 0.25 ? 'good' : value < 0.6 ? 'warn' : 'bad';
  return h(Badge, { tone, title: 'Contradictions among contradictions and points of consensus, 0 to 1' }, `disagreement ${share}`);
}
