/* SPDX-License-Identifier: Apache-2.0 */
'use strict';
(() => {
  const page = JSON.parse(document.getElementById('data').textContent);
  const results = page.results;
  const strategies = [...new Set(results.results.map(r => r.strategy))];
  const charts = [];

  // ---- numbers

  const count = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
  const digits = v => v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2);
  const time = ns => ns == null ? '–'
    : ns < 1e3 ? `${digits(ns)} ns` : ns < 1e6 ? `${digits(ns / 1e3)} µs` : ns < 1e9 ? `${digits(ns / 1e6)} ms` : `${digits(ns / 1e9)} s`;
  const tick = ns => time(ns).replace(/\.0+ /, ' ');
  const ratio = v => v == null ? '–' : v.toFixed(2);
  const whole = v => v == null ? '–' : count.format(v);

  // ---- elements

  const el = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const sizeOf = r => r.pending ?? r.words;
  const color = strategy => css(`--c${strategies.indexOf(strategy) % 8}`);
  const isBaseline = (workload, strategy) => workload.baselines.includes(strategy);

  // ---- charts: each described by a function, so that it can be redrawn in other colours and widths

  const draw = chart => {
    chart.plot?.destroy();
    const {options, data} = chart.describe();
    const axis = {stroke: css('--soft'), grid: {stroke: css('--grid'), width: 1}, ticks: {stroke: css('--rule'), width: 1},
      font: '12px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif', labelSize: 22, filter: (u, splits) => splits};
    options.axes = options.axes.map(a => ({...axis, ...a}));
    chart.plot = new uPlot({width: Math.max(260, chart.place.clientWidth), height: 300, cursor: {points: {size: 7}},
      legend: {live: true}, ...options}, data, chart.place);
  };
  const addChart = (place, describe) => {
    const chart = {place, describe};
    charts.push(chart);
    return chart;
  };

  /** 1, 2 and 5 times each power of ten; the powers alone if that would be too many. */
  const logSplits = (min, max) => {
    const splits = [];
    const steps = Math.log10(max / min) > 3.5 ? [1] : [1, 2, 5];
    for (let e = Math.floor(Math.log10(min)); e <= Math.ceil(Math.log10(max)); e++) {
      for (const step of steps) {
        const v = step * 10 ** e;
        if (v >= min * 0.999 && v <= max * 1.001) splits.push(v);
      }
    }
    return splits;
  };
  /** Labels of sizes, without those that would overlap the previous one. */
  const apart = sizes => {
    let last = 0;
    return sizes.map(v => {
      if (v < 1.5 * last) return '';
      last = v;
      return count.format(v);
    });
  };
  const logScale = {distr: 3, range: (u, min, max) => min == null ? [1, 10] : [min / 1.3, max * 1.3]};
  const line = (workload, strategy, value, points) => ({
    label: strategy, stroke: color(strategy), width: 2, spanGaps: true, points: {show: points, size: 7, fill: color(strategy)},
    dash: isBaseline(workload, strategy) ? [6, 4] : undefined, value: (u, v) => value(v)});

  const overSizes = (workload, rows, label, figure, value) => () => {
    const sizes = [...new Set(rows.map(sizeOf))].sort((a, b) => a - b);
    const shown = strategies.filter(s => rows.some(r => r.strategy === s && figure(r) != null));
    const data = [sizes, ...shown.map(s => sizes.map(size => {
      const row = rows.find(r => r.strategy === s && sizeOf(r) === size);
      return row && figure(row) != null ? figure(row) : null;
    }))];
    return {data, options: {
      scales: {x: {time: false, distr: 3, range: () => [sizes[0] / 1.3, sizes.at(-1) * 1.3]}, y: logScale},
      axes: [
        {label: `${workload.unit} (logarithmic)`, splits: () => sizes, values: (u, vs) => apart(vs), space: 30, size: 34},
        {label, size: 68, splits: (u, i, min, max) => logSplits(min, max), values: (u, vs) => vs.map(v => value(v).replace(/\.0+( |$)/, '$1'))}],
      series: [{label: workload.unit, value: (u, v) => v == null ? '–' : count.format(v)},
        ...shown.map(s => line(workload, s, value, true))]}};
  };

  const nines = percent => -Math.log10(1 - percent / 100);
  const percentOf = x => 100 * (1 - 10 ** -x);
  const percentLabel = x => x < 0.01 ? '0%' : `${percentOf(x).toFixed(Math.max(0, Math.round(x) - 2))}%`;
  const latency = (workload, rows, size) => () => {
    const shown = rows.filter(r => sizeOf(r) === size());
    const data = uPlot.join(shown.map(r => [r.percentiles.map(p => nines(p.percent)), r.percentiles.map(p => p.nanos)]));
    return {data, options: {
      scales: {x: {time: false}, y: logScale},
      axes: [
        {label: 'share of round trips that took this long or less (logarithmic in the remainder)',
          splits: (u, i, min, max) => [0, 1, 2, 3, 4, 5, 6].filter(v => v >= min && v <= max), values: (u, vs) => vs.map(percentLabel), size: 34},
        {label: 'round trip (logarithmic)', size: 68, splits: (u, i, min, max) => logSplits(min, max), values: (u, vs) => vs.map(tick)}],
      series: [{label: 'share', value: (u, v) => v == null ? '–' : `${percentOf(v).toPrecision(Math.max(3, Math.ceil(v) + 2))}%`},
        ...shown.map(r => line(workload, r.strategy, time, false))]}};
  };

  const panel = (title, describe) => {
    const place = el('div');
    const made = el('div', {class: 'panel'}, el('h3', {}, title), place);
    return {made, chart: addChart(place, describe)};
  };

  const latencyPanel = (workload, rows) => {
    const sizes = [...new Set(rows.map(sizeOf))].sort((a, b) => a - b);
    let chosen = sizes.reduce((best, s) => rows.filter(r => sizeOf(r) === s).length >= rows.filter(r => sizeOf(r) === best).length ? s : best);
    const {made, chart} = panel('Round trips, by percentile', latency(workload, rows, () => chosen));
    const buttons = sizes.map(size => {
      const button = el('button', {type: 'button', 'aria-pressed': size === chosen}, count.format(size));
      button.addEventListener('click', () => {
        chosen = size;
        buttons.forEach(b => b.setAttribute('aria-pressed', b === button));
        draw(chart);
      });
      return button;
    });
    made.classList.add('wide');
    made.insertBefore(el('div', {class: 'choices'}, `${workload.unit}:`, ...buttons), made.lastChild);
    return made;
  };

  // ---- tables

  const columns = [
    ['threads / wait', r => r.threadsPerWait, ratio],
    ['p50', r => r.roundTripNanos.p50, time],
    ['p90', r => r.roundTripNanos.p90, time],
    ['p99', r => r.roundTripNanos.p99, time],
    ['max', r => r.roundTripNanos.max, time],
    ['CPU / op', r => r.cpuNanosPerOp, time],
    ['heap bytes / op', r => r.bytesPerOp, digits],
    ['system calls / op', r => r.syscallsPerOp, ratio],
    ['ops / s', r => r.operationsPerSecond, whole],
    ['heap B / word', r => r.bytesPerWord?.heap, whole],
    ['native B / word', r => r.bytesPerWord?.resident, whole],
    ['kernel B / word', r => r.bytesPerWord?.kernel, whole],
    ['trip × C', r => r.ratioToC?.roundTrip, ratio],
    ['CPU × C', r => r.ratioToC?.cpu, ratio]];

  const table = (caption, head, rows) => el('div', {class: 'scroll'}, el('table', {}, el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...head.map(h => el('th', {scope: 'col'}, h)))), el('tbody', {}, ...rows)));

  const figures = (workload, rows) => {
    const shown = columns.filter(([, figure]) => rows.some(r => figure(r) != null));
    let previous = null;
    return table('All figures', ['', workload.unit, ...shown.map(([name]) => name)], rows.map(r => {
      const first = r.strategy !== previous;
      previous = r.strategy;
      return el('tr', first ? {class: 'first'} : {}, el('th', {scope: 'row'}, first ? r.strategy : ''), el('td', {}, count.format(sizeOf(r))),
        ...shown.map(([, figure, text]) => el('td', {}, figure(r) == null ? '–' : text(figure(r)))));
    }));
  };

  const ratios = (workload, rows) => {
    const sizes = [...new Set(rows.map(sizeOf))].sort((a, b) => a - b);
    const cell = r => r?.ratioToC ? `${ratio(r.ratioToC.roundTrip)} / ${ratio(r.ratioToC.cpu)}` : '–';
    return table(`Round trip / CPU, as multiples of C's, by ${workload.unit}`, ['', ...sizes.map(count.format)],
      strategies.filter(s => rows.some(r => r.strategy === s)).map(s => el('tr', {}, el('th', {scope: 'row'}, s),
        ...sizes.map(size => el('td', {}, cell(rows.find(r => r.strategy === s && sizeOf(r) === size)))))));
  };

  const targets = rows => table('Targets: ratios of CPU per wake', ['', 'ratio', 'no more than', '', 'in C'],
    rows.map(t => {
      const kept = t.ratio <= t.bound;
      return el('tr', {}, el('th', {scope: 'row'}, t.figure), el('td', {}, ratio(t.ratio)), el('td', {}, ratio(t.bound)),
        el('td', {class: kept ? 'good' : 'bad'}, kept ? '✓ within' : '✗ above'),
        el('td', {}, t.ratioInC == null ? '–' : ratio(t.ratioInC)));
    }));

  // ---- the page

  const section = workload => {
    const rows = results.results.filter(r => r.workload === workload.name);
    const made = el('section', {id: workload.name}, el('h2', {}, workload.name), el('p', {}, workload.about));
    if (rows.some(r => r.ratioToC)) made.append(ratios(workload, rows));
    const ratiosWithBounds = results.targets.filter(t => t.workload === workload.name);
    if (ratiosWithBounds.length) made.append(targets(ratiosWithBounds));
    const row = el('div', {class: 'charts'});
    row.append(panel('CPU per operation', overSizes(workload, rows, 'CPU per operation (logarithmic)', r => r.cpuNanosPerOp, time)).made);
    row.append(panel('Round trip, median', overSizes(workload, rows, 'round trip, p50 (logarithmic)', r => r.roundTripNanos.p50, time)).made);
    if (rows.some(r => r.operationsPerSecond != null)) {
      row.append(panel('Throughput with several in flight',
        overSizes(workload, rows, 'operations per second (logarithmic)', r => r.operationsPerSecond, whole)).made);
    }
    row.append(latencyPanel(workload, rows));
    made.append(row, figures(workload, rows));
    const left = results.leftOut.filter(l => l.workload === workload.name);
    if (left.length) {
      made.append(el('ul', {}, ...left.map(l => el('li', {}, `${l.strategy} × ${l.sizes.map(count.format).join(', ')} left out: ${l.reason}`))));
    }
    return made;
  };

  const environment = () => {
    const e = results.environment;
    const rows = [['measured', e.date], ['kernel', `Linux ${e.kernel}, ${e.architecture}`],
      ['processor', `${e.cpu}, ${e.cores} cores${e.virtualised ? ', virtualised' : ''}`], ['JDK', e.jdk],
      ['JVM flags', e.jvmFlags.length ? e.jvmFlags.map(flag => el('div', {}, flag)) : 'none'], ['kernel.io_uring_disabled', e.ioUringDisabled],
      ['locked memory', e.memlock === 'unlimited' ? e.memlock : `${count.format(e.memlock)} bytes`], ['open files', e.nofile],
      ['C reference', e.cReference ? 'compiled here' : 'no gcc: no ratios to C']];
    document.getElementById('environment').append(...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, ...[value].flat()))));
  };

  environment();
  const main = document.getElementById('main');
  const measured = page.workloads.filter(w => results.results.some(r => r.workload === w.name));
  main.append(el('nav', {'aria-label': 'workloads'}, ...measured.map(w => el('a', {href: `#${w.name}`}, w.name))));
  measured.forEach(w => main.append(section(w)));
  if (!measured.length) main.append(el('p', {}, 'Nothing was measured.'));
  if (results.missing.length) {
    main.append(el('h2', {}, 'Strategies that do not work here'),
      el('ul', {}, ...results.missing.map(m => el('li', {}, `${m.strategy}: ${m.reason}`))));
  }
  const drawAll = () => charts.forEach(draw);
  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawAll();
    }
  });
})();
