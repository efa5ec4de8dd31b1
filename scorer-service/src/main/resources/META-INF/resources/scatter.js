// Two scores of each neuron as a point: a click leads to the neuron. The tables below the picture say the same.
"use strict";
(() => {
  const place = document.getElementById("scatter");
  // Before two recipes are chosen there is nothing to draw.
  if (!place) return;
  const { model, points } = JSON.parse(document.getElementById("points").textContent);
  if (points.length === 0) return;
  points.sort((one, other) => one[2] - other[2]);
  const xs = points.map((point) => point[2]);
  const ys = points.map((point) => point[3]);
  const low = Math.min(0, Math.floor(Math.min(...xs, ...ys) * 5) / 5);
  const range = () => [low, 1];
  const color = (name) => {
    const probe = document.createElement("i");
    probe.className = `probe ${name}`;
    place.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  const nearest = (plot, left, top) => {
    let best = -1;
    let distance = 14 ** 2;
    xs.forEach((x, i) => {
      const across = plot.valToPos(x, "x") - left;
      const down = plot.valToPos(ys[i], "y") - top;
      if (across ** 2 + down ** 2 < distance) {
        distance = across ** 2 + down ** 2;
        best = i;
      }
    });
    return best;
  };

  const draw = (plot) => {
    const { ctx } = plot;
    const at = (value, scale) => plot.valToPos(value, scale, true);
    ctx.save();
    ctx.strokeStyle = color("quiet");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(at(low, "x"), at(low, "y"));
    ctx.lineTo(at(1, "x"), at(1, "y"));
    ctx.stroke();
    ctx.fillStyle = color("actual");
    ctx.globalAlpha = points.length > 300 ? 0.45 : 0.7;
    xs.forEach((x, i) => {
      ctx.beginPath();
      ctx.arc(at(x, "x"), at(ys[i], "y"), 3.2 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    });
    ctx.restore();
  };

  let plot;
  const make = () => {
    const size = Math.min(place.clientWidth, 460);
    plot?.destroy();
    const axis = (label) => ({
      label, stroke: color("quiet"), grid: { stroke: color("line"), width: 1 }, ticks: { show: false }, labelSize: 24, size: 36, space: 60,
    });
    plot = new uPlot({
      width: size,
      height: size,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false }, x: false, y: false },
      scales: { x: { time: false, range }, y: { range } },
      axes: [axis(place.dataset.a), axis(place.dataset.b)],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: { draw: [draw] },
    }, [xs, ys], place);
    plot.over.setAttribute("role", "img");
    plot.over.setAttribute("aria-label", `scores of ${points.length} neurons: ${place.dataset.a} across, ${place.dataset.b} up`);
    const readout = document.getElementById("readout");
    plot.over.addEventListener("mousemove", (event) => {
      const i = nearest(plot, event.offsetX, event.offsetY);
      plot.over.classList.toggle("hit-point", i >= 0);
      readout.hidden = i < 0;
      if (i >= 0) readout.textContent = `layer ${points[i][0].split("-")[0]} · ${points[i][1]}: ${points[i][2]} → ${points[i][3]}`;
    });
    plot.over.addEventListener("click", (event) => {
      const i = nearest(plot, event.offsetX, event.offsetY);
      if (i >= 0) location.assign(`/neurons/${model}/${points[i][0]}/${points[i][1]}`);
    });
  };
  make();
  addEventListener("resize", make);
  addEventListener("themechange", make);
})();
