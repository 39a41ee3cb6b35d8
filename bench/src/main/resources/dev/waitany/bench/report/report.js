/* SPDX-License-Identifier: Apache-2.0 */
'use strict';
(() => {
  const page = JSON.parse(document.getElementById('data').textContent);
  const results = page.results;
  const analysis = results.analysis;
  const measured = results.cells.filter(c => c.blocks.length);
  const subjects = measured.filter(c => c.language === 'java' && !c.twin);
  const strategies = [...new Set(subjects.map(r => r.strategy))];
  const interval = (cell, figure) => analysis.figures[cell.id]?.[figure] ?? null;
  const estimate = (cell, figure) => interval(cell, figure)?.estimate ?? null;
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
  const sizeOf = r => r.size;
  const bounds = (i, text) => i == null ? '–' : `${text(i.estimate)} [${text(i.low)}, ${text(i.high)}]`;
  const nameOf = c => (c.language === 'c' ? 'in C' : c.strategy + (c.twin ? ' again' : '')) + (c.warmUps.every(w => w.steady) ? '' : ' ~');
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

  const edge = (strategy, end, value) => ({label: `${strategy}, ${end}`, stroke: color(strategy), width: 0.5, spanGaps: true,
    points: {show: false}, value: (u, v) => value(v)});

  const overSizes = (workload, rows, label, figure, value) => () => {
    const sizes = [...new Set(rows.map(sizeOf))].sort((a, b) => a - b);
    const shown = strategies.filter(s => rows.some(r => r.strategy === s && estimate(r, figure) != null));
    const at = (strategy, size, end) => {
      const row = rows.find(r => r.strategy === strategy && sizeOf(r) === size);
      return row ? interval(row, figure)?.[end] ?? null : null;
    };
    const ends = ['estimate', 'low', 'high'];
    const data = [sizes, ...shown.flatMap(s => ends.map(end => sizes.map(size => at(s, size, end))))];
    const bands = shown.map((s, i) => ({series: [3 * i + 3, 3 * i + 2], fill: `color-mix(in srgb, ${color(s)} 18%, transparent)`}));
    return {data, options: {
      scales: {x: {time: false, distr: 3, range: () => [sizes[0] / 1.3, sizes.at(-1) * 1.3]}, y: logScale},
      axes: [
        {label: `${workload.unit} (logarithmic)`, splits: () => sizes, values: (u, vs) => apart(vs), space: 30, size: 34},
        {label, size: 68, splits: (u, i, min, max) => logSplits(min, max), values: (u, vs) => vs.map(v => value(v).replace(/\.0+( |$)/, '$1'))}],
      series: [{label: workload.unit, value: (u, v) => v == null ? '–' : count.format(v)},
        ...shown.flatMap(s => [line(workload, s, value, true), edge(s, 'low', value), edge(s, 'high', value)])], bands}};
  };

  const nines = percent => -Math.log10(1 - percent / 100);
  const percentOf = x => 100 * (1 - 10 ** -x);
  const percentLabel = x => x < 0.01 ? '0%' : `${percentOf(x).toFixed(Math.max(0, Math.round(x) - 2))}%`;
  const latency = (workload, rows, size) => () => {
    const shown = rows.filter(r => sizeOf(r) === size());
    const points = [['p10', 10], ['p25', 25], ['p50', 50], ['p75', 75], ['p90', 90], ['p99', 99], ['p999', 99.9]];
    const median = values => values.sort((a, b) => a - b)[values.length >> 1];
    const data = uPlot.join(shown.map(r => [points.map(([, percent]) => nines(percent)),
      points.map(([name]) => median(r.blocks.map(b => b.figures.latency[name])))]));
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
    ['p50', c => bounds(interval(c, 'p50'), time)],
    ['p99', c => bounds(interval(c, 'p99'), time)],
    ['CPU / op', c => bounds(interval(c, 'cpuPerOp'), time)],
    ['waiter CPU / op', c => bounds(interval(c, 'waiterCpuPerOp'), time)],
    ['wake call', c => time(estimate(c, 'wakeCall'))],
    ['wake to run', c => bounds(interval(c, 'wakeToRun'), time)],
    ['run to answer', c => time(estimate(c, 'runToAnswer'))],
    ['sleeps / op', c => ratio(estimate(c, 'sleepsPerOp'))],
    ['preemptions / op', c => ratio(estimate(c, 'preemptionsPerOp'))],
    ['system calls / op', c => ratio(c.syscallsPerOp)],
    ['heap bytes / op', c => ratio(estimate(c, 'bytesPerOp'))],
    ['threads / wait', c => ratio(c.threadsPerWait)],
    ['ops / s', c => bounds(interval(c, 'perSecond'), whole)],
    ['heap B / word', c => whole(c.bytesPerWord?.heap)],
    ['native B / word', c => whole(c.bytesPerWord?.resident)],
    ['kernel B / word', c => whole(c.bytesPerWord?.kernel)]];

  const table = (caption, head, rows) => el('div', {class: 'scroll'}, el('table', {}, el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...head.map(h => el('th', {scope: 'col'}, h)))), el('tbody', {}, ...rows)));

  const figures = (workload, cells) => {
    const rows = cells.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    const shown = columns.filter(([, text]) => rows.some(c => text(c) !== '–'));
    let previous = null;
    return table('All figures: median over blocks, with its 95 % interval', [workload.unit, '', ...shown.map(([name]) => name)], rows.map(c => {
      const first = sizeOf(c) !== previous;
      previous = sizeOf(c);
      return el('tr', first ? {class: 'first'} : {}, el('td', {}, first ? count.format(sizeOf(c)) : ''), el('th', {scope: 'row'}, nameOf(c)),
        ...shown.map(([, text]) => el('td', {}, text(c))));
    }));
  };

  const words = {less: '↓ less', more: '↑ more', 'no-difference': '= no difference seen', 'too-noisy': '? too noisy to judge'};
  const byId = id => measured.find(c => c.id === id);
  const comparisons = workload => table('Ratios of cells of one size, judged by the A/A pair',
    [workload.unit, 'cell', 'against', 'figure', 'ratio', 'verdict'],
    analysis.comparisons.filter(c => byId(c.cell)?.workload === workload.name && ['cpuPerOp', 'p50'].includes(c.figure)).map(c => {
      const [cell, against] = [byId(c.cell), byId(c.against)];
      return el('tr', {}, el('td', {}, count.format(sizeOf(cell))), el('th', {scope: 'row'}, nameOf(cell)),
        el('td', {}, nameOf(against)), el('td', {}, c.figure === 'p50' ? 'p50' : 'CPU / op'), el('td', {}, bounds(c.ratio, ratio)),
        el('td', {}, c.verdict == null ? 'no A/A pair' : words[c.verdict]));
    }));

  const outcomes = {kept: ['good', '✓ within'], missed: ['bad', '✗ above'], 'not-shown': ['', '? not shown'], 'too-noisy': ['', '? too noisy to judge']};
  const targets = rows => table('Targets: ratios of CPU per operation', ['', 'ratio', 'no more than', '', 'in C'],
    rows.map(t => el('tr', {}, el('th', {scope: 'row'}, t.figure), el('td', {}, bounds(t.ratio, ratio)), el('td', {}, ratio(t.bound)),
      el('td', {class: outcomes[t.outcome][0]}, outcomes[t.outcome][1]), el('td', {}, bounds(t.ratioInC, ratio)))));

  // ---- the page

  const section = workload => {
    const cells = measured.filter(c => c.workload === workload.name);
    const rows = subjects.filter(c => c.workload === workload.name);
    const made = el('section', {id: workload.name}, el('h2', {}, workload.name), el('p', {}, workload.about),
      el('ul', {class: 'verdicts'}, ...workload.verdicts.map(v => el('li', {}, v))));
    const ratiosWithBounds = analysis.targets.filter(t => t.workload === workload.name);
    if (ratiosWithBounds.length) made.append(targets(ratiosWithBounds));
    const row = el('div', {class: 'charts'});
    row.append(panel('CPU per operation', overSizes(workload, rows, 'CPU per operation (logarithmic)', 'cpuPerOp', time)).made);
    row.append(panel('Round trip, median', overSizes(workload, rows, 'round trip, p50 (logarithmic)', 'p50', time)).made);
    if (rows.some(r => estimate(r, 'perSecond') != null)) {
      row.append(panel('Throughput with several in flight',
        overSizes(workload, rows, 'operations per second (logarithmic)', 'perSecond', whole)).made);
    }
    row.append(latencyPanel(workload, rows));
    made.append(row, comparisons(workload), figures(workload, cells));
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
      ['C reference', e.cReference ? e.build.gcc : 'no gcc: no C to compare with'],
      ['commit', `${e.build.commit}${e.build.dirty === 'yes' ? ', with changes' : ''}`], ['preemption, ticks', `${e.kernelSettings.preemption}, ${e.kernelSettings.hz} Hz`],
      ['hypervisor', e.kernelSettings.hypervisor], ['load, steal', `${results.conditions.loadAtEnd}; ${results.conditions.stealPercent.toFixed(1)} %`],
      ['design', `${results.plan.forks} × up to ${results.plan.rounds} rounds, seed ${results.plan.seed}`]];
    document.getElementById('environment').append(...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, ...[value].flat()))));
  };

  environment();
  const main = document.getElementById('main');
  const shown = page.workloads.filter(w => measured.some(c => c.workload === w.name));
  main.append(el('ul', {class: 'verdicts'}, ...page.verdicts.map(v => el('li', {}, v))));
  main.append(el('nav', {'aria-label': 'workloads'}, ...shown.map(w => el('a', {href: `#${w.name}`}, w.name))));
  shown.forEach(w => main.append(section(w)));
  if (!shown.length) main.append(el('p', {}, 'Nothing was measured.'));
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
