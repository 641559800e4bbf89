// Draws what terminals printed as an animated picture: each line appears when it was printed, and the oldest scroll away.

const [cell, line, edge, title] = [7.2, 16, 12, 24];
const colours = ['#6e7681', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#76e3ea', '#c9d1d9'];
const escapeXml = text => text.replace(/[&<>]/g, c => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u001f]/g, '');

function restyle(style, codes) {
  const next = { ...style };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) Object.assign(next, { colour: undefined, bold: false, dim: false });
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 22) next.bold = next.dim = false;
    else if (code >= 30 && code <= 37) next.colour = colours[code - 30];
    else if (code >= 90 && code <= 97) next.colour = colours[code - 90];
    else if (code === 39) next.colour = undefined;
    else if (code === 38 && codes[i + 1] === 5) next.colour = codes[i += 2] < 16 ? colours[codes[i] % 8] : undefined;
    else if (code === 38 && codes[i + 1] === 2) next.colour = `rgb(${codes.slice(i + 2, i += 5).join()})`;
  }
  return next;
}

// Lines of styled runs, as wide as the terminal. Of what a program wrote over itself the last is kept; other controls move nothing here.
export function lines(text, columns) {
  let style = {};
  return text.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n').flatMap(whole => {
    const rows = [[]];
    let column = 0;
    for (const [part, codes] of whole.split('\r').at(-1).matchAll(/\x1b\[([\d;]*)m|\x1b\[[\d;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|[^\x1b]/gu)) {
      if (codes !== undefined) style = restyle(style, codes.split(';').map(Number));
      if (part.startsWith('\x1b')) continue;
      if (column === columns) {
        rows.push([]);
        column = 0;
      }
      const last = rows.at(-1).at(-1);
      if (last?.style === style) last.text += part;
      else rows.at(-1).push({ column, style, text: part });
      column++;
    }
    return rows;
  });
}

const run = ({ column, style, text }, y) => {
  const look = [style.colour && ` fill="${style.colour}"`, style.bold && ' font-weight="bold"', style.dim && ' opacity=".65"'].filter(Boolean).join('');
  return text.trim() === '' ? '' : `<text x="${(column * cell).toFixed(1)}" y="${y}" textLength="${([...text].length * cell).toFixed(1)}"${look}>${escapeXml(text)}</text>`;
};

// panes: { title, rows, printed: [{ at, text }] }, times in seconds.
export function draw(panes, { columns, seconds, alt }) {
  const percent = at => `${(at / seconds * 100).toFixed(2)}%`;
  const keyframes = [];
  const animate = steps => `k${keyframes.push(steps)}`;
  let top = 0;
  const drawn = panes.map(pane => {
    let count = 0;
    const scrolls = ['0%{transform:none}'];
    const groups = pane.printed.map(({ at, text }) => {
      const shown = lines(text, columns).map((runs, i) => runs.map(one => run(one, (count + i + 1) * line - 4)).join('')).join('');
      count += lines(text, columns).length;
      const name = animate(`0%{opacity:0}${percent(at)}{opacity:1}`);
      if (count > pane.rows) scrolls.push(`${percent(at)}{transform:translateY(${(pane.rows - count) * line}px)}`);
      return `<g style="animation-name:${name}">${shown}</g>`;
    });
    const height = pane.rows * line;
    const svg = `<text x="${edge}" y="${top + 17}" fill="#8b949e">${escapeXml(pane.title)}</text><svg x="${edge}" y="${top + title}" width="${columns * cell}" height="${height}">`
      + `<g style="animation-name:${animate(scrolls.join(''))};transform:translateY(${Math.min(0, pane.rows - count) * line}px)">${groups.join('')}</g></svg>`;
    top += title + height + edge;
    return svg;
  });
  const width = Math.ceil(columns * cell + 2 * edge);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img" aria-label="${escapeXml(alt)}">
<style>text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}g{animation:${seconds}s step-end infinite}
@media (prefers-reduced-motion:reduce){g{animation:none}}
${keyframes.map((steps, i) => `@keyframes k${i + 1}{${steps}}`).join('\n')}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/><g fill="#c9d1d9">${drawn.join('\n')}</g></svg>
`;
}
