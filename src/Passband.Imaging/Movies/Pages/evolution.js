'use strict';
(() => {
  const data = JSON.parse(document.getElementById('passband-movie').textContent);
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const [filters, planes, height, width] = data.size;
  const perFilter = planes * height * width;
  const moments = data.moments.map((m) => ({ ...m, weights: new Int16Array(bytes(m.weights).buffer) }));
  const map = bytes(data.colors);
  const shownFor = 3;
  const get = (id) => document.getElementById(id);
  const [play, slider, step, whole, wall, story] = ['play', 'moment', 'step', 'whole', 'wall', 'story'].map(get);
  const firstStep = moments[0].step;
  const lastStep = moments[moments.length - 1].step;
  let now = moments.length - 1;
  let chosen = -1;
  let timer = 0;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const drawing = (name, attributes, ...children) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const nameOf = (filter, moment) => data.names[moments[moment].names[filter]];
  const words = (moment) => `step ${moments[moment].step.toLocaleString('en')}${moments[moment].epoch === null ? '' : ` · epoch ${moments[moment].epoch.toFixed(1)}`}`;

  // Planes of a filter stand in a grid, a pixel apart; the three of a color kernel are one picture.
  const across = data.color ? 1 : Math.ceil(Math.sqrt(planes));
  const down = data.color ? 1 : Math.ceil(planes / across);
  const kernelCanvas = () => element('canvas', { width: across * (width + 1) - 1, height: down * (height + 1) - 1, 'aria-hidden': 'true' });

  const largestOf = moments.map((m) => m.weights.reduce((most, w) => Math.max(most, Math.abs(w)), 1));
  const draw = (canvas, filter, moment) => {
    const context = canvas.getContext('2d');
    const image = context.createImageData(canvas.width, canvas.height);
    const weights = moments[moment].weights.subarray(filter * perFilter, (filter + 1) * perFilter);
    const scale = whole.checked ? 32767 : largestOf[moment];
    const taps = height * width;
    for (let plane = 0; plane < (data.color ? 1 : planes); plane++) {
      const left = (plane % across) * (width + 1);
      const top = Math.floor(plane / across) * (height + 1);
      for (let tap = 0; tap < taps; tap++) {
        const at = 4 * ((top + Math.floor(tap / width)) * canvas.width + left + (tap % width));
        for (let c = 0; c < 3; c++) {
          if (data.color) {
            const channel = data.blueFirst ? 2 - c : c;
            image.data[at + c] = 128 + Math.round((127 * weights[channel * taps + tap]) / scale);
          } else {
            image.data[at + c] = map[3 * (255 + Math.round((255 * weights[plane * taps + tap]) / scale)) + c];
          }
        }
        image.data[at + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  };

  const tiles = [];
  for (let filter = 0; filter < filters; filter++) {
    const canvas = kernelCanvas();
    const dot = element('i', { class: 'dot' });
    const word = element('span', {});
    const tile = element('button', { type: 'button', class: 'kernel', 'aria-pressed': 'false', 'data-filter': filter }, canvas, element('span', {}, `${filter} `, dot, word));
    tile.addEventListener('click', () => choose(chosen === filter ? -1 : filter));
    wall.append(tile);
    tiles.push({ tile, canvas, dot, word });
  }

  const turnOf = new Map();
  for (const button of document.querySelectorAll('.turns button')) {
    const filter = Number(button.dataset.filter);
    const at = moments.findIndex((m) => m.step >= Number(button.dataset.step));
    turnOf.set(filter, at);
    button.addEventListener('click', () => {
      stop();
      show(at);
      choose(filter);
      story.scrollIntoView({ block: 'nearest' });
    });
  }

  const charts = [...document.querySelectorAll('.charts svg')].map((svg) => ({
    svg,
    left: Number(svg.dataset.left),
    right: Number(svg.dataset.right),
    clip: svg.querySelector('clipPath rect'),
    cursor: svg.querySelector('.cursor'),
    legend: [...svg.closest('figure').querySelectorAll('.legend li')],
  }));
  const share = (moment) => (lastStep > firstStep ? (moments[moment].step - firstStep) / (lastStep - firstStep) : 1);
  const nearest = (at) => moments.reduce((best, _, i) => (Math.abs(share(i) - at) < Math.abs(share(best) - at) ? i : best), 0);
  for (const { svg, left, right } of charts) {
    const seek = (event) => {
      if (event.type === 'pointermove' && event.buttons !== 1) return;
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      stop();
      show(nearest((x - left) / (right - left)));
    };
    svg.addEventListener('pointerdown', seek);
    svg.addEventListener('pointermove', seek);
  }

  function show(moment) {
    now = moment;
    slider.value = moment;
    slider.setAttribute('aria-valuetext', words(moment));
    step.textContent = words(moment);
    tiles.forEach(({ tile, canvas, dot, word }, filter) => {
      draw(canvas, filter, moment);
      const name = nameOf(filter, moment);
      dot.hidden = !name;
      dot.className = name ? `dot ${name.class}` : 'dot';
      word.textContent = name ? name.name : '';
      tile.setAttribute('aria-label', `filter ${filter}${name ? `, ${name.name}` : ''}`);
      const turned = turnOf.get(filter);
      const framed = turned > 0 && moment >= turned && moment < turned + shownFor;
      tile.className = framed && name ? `kernel turned ${name.class}` : 'kernel';
    });
    charts.forEach(({ left, right, clip, cursor, legend }, i) => {
      const x = left + share(moment) * (right - left);
      clip.setAttribute('width', x);
      cursor.setAttribute('x1', x);
      cursor.setAttribute('x2', x);
      legend.forEach((entry, curve) => {
        const value = data.charts[i][curve][moment];
        entry.hidden = value === '';
        entry.querySelector('b').textContent = value;
      });
    });
    tell();
  }

  function choose(filter) {
    chosen = filter;
    tiles.forEach(({ tile }, i) => tile.setAttribute('aria-pressed', String(i === filter)));
    story.replaceChildren();
    story.hidden = filter < 0;
    if (filter < 0) return;
    const heading = element('h2', { id: 'story-title' });
    const canvas = kernelCanvas();
    const lines = element('div', { class: 'lines' }, strip(filter), timeline(filter, 'fits', 'R² of the closest shape', 1), timeline(filter, 'peaks', 'peak frequency, cycles per pixel', 0.5));
    story.append(heading, canvas, lines);
    tell();
  }

  const chartWidth = 300;
  const edge = 34;
  const x = (moment) => edge + share(moment) * (chartWidth - edge - 8);

  /** The names of a filter over the steps. */
  function strip(filter) {
    const svg = drawing('svg', { viewBox: `0 0 ${chartWidth} 44`, role: 'img' });
    const told = [];
    for (let from = 0; from < moments.length; ) {
      let to = from + 1;
      while (to < moments.length && moments[to].names[filter] === moments[from].names[filter]) to++;
      const name = nameOf(filter, from);
      if (name) {
        const end = x(Math.min(to, moments.length - 1));
        const span = drawing('rect', { class: `span ${name.class}`, x: x(from), y: 6, width: Math.max(0.8, end - x(from)), height: 18 });
        span.append(drawing('title', {}, `${name.name} from step ${moments[from].step}`));
        svg.append(span);
        told.push(`${name.name} from step ${moments[from].step.toLocaleString('en')}`);
      }
      from = to;
    }
    svg.append(drawing('line', { class: 'cursor', y1: 2, y2: 27 }));
    svg.append(drawing('text', { x: edge, y: 40 }, firstStep.toLocaleString('en')), drawing('text', { x: chartWidth - 8, y: 40, 'text-anchor': 'end' }, lastStep.toLocaleString('en')));
    svg.setAttribute('aria-label', `Names: ${told.join(', ')}`);
    const most = 8;
    const text = told.length > most ? [...told.slice(0, 3), `${told.length - most + 1} more changes`, ...told.slice(3 - most + 1)] : told;
    return element('figure', {}, element('figcaption', { class: 'muted' }, text.join(', ')), svg);
  }

  function timeline(filter, field, title, most) {
    const values = moments.map((m, i) => [x(i), m[field][filter]]).filter(([, value]) => typeof value === 'number');
    const top = Math.max(most, ...values.map(([, value]) => value));
    const y = (value) => 92 - (value / top) * 84;
    const svg = drawing('svg', { viewBox: `0 0 ${chartWidth} 100`, role: 'img', 'aria-label': title });
    for (const value of [0, top]) {
      svg.append(drawing('line', { class: 'grid', x1: edge, x2: chartWidth - 8, y1: y(value), y2: y(value) }));
      svg.append(drawing('text', { x: edge - 6, y: y(value) + 4, 'text-anchor': 'end' }, String(Math.round(value * 100) / 100)));
    }
    svg.append(drawing('polyline', { class: 'curve curve-0', points: values.map(([at, value]) => `${at.toFixed(1)},${y(value).toFixed(1)}`).join(' ') }));
    svg.append(drawing('line', { class: 'cursor', y1: 2, y2: 92 }));
    return element('figure', {}, element('figcaption', { class: 'muted' }, title), svg);
  }

  /** What changes with the moment in the story of the chosen filter. */
  function tell() {
    if (chosen < 0) return;
    const name = nameOf(chosen, now);
    get('story-title').textContent = `Filter ${chosen}${name ? `: ${name.name}` : ''}`;
    draw(story.querySelector('canvas'), chosen, now);
    for (const cursor of story.querySelectorAll('.cursor')) {
      cursor.setAttribute('x1', x(now));
      cursor.setAttribute('x2', x(now));
    }
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = 'Play';
  }

  function start() {
    if (now === moments.length - 1) show(0);
    play.textContent = 'Pause';
    timer = setInterval(() => {
      if (now < moments.length - 1) show(now + 1);
      if (now === moments.length - 1) stop();
    }, Math.min(500, Math.max(60, 7200 / moments.length)));
  }

  const toggle = () => (timer ? stop() : start());
  play.addEventListener('click', toggle);
  slider.addEventListener('input', () => {
    stop();
    show(Number(slider.value));
  });
  whole.addEventListener('change', () => show(now));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, button, select')) return;
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === ' ') toggle();
    else if (event.key === 'Escape') choose(-1);
    else if (move) {
      stop();
      show(Math.min(moments.length - 1, Math.max(0, now + move)));
    } else return;
    event.preventDefault();
  });

  whole.checked = data.wholeScale;
  show(now);
  document.querySelector('main').dataset.complete = '';
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches && moments.length > 1) start();
})();
