const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Drawn in a square of 16, with lines of 1.5. */
const PATHS = {
  play: 'M5 3.2v9.6l8-4.8z',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M10 3L5 8l5 5',
  copy: 'M6 6V3.5h6.5V10H10M3.5 6H10v6.5H3.5z',
  search: 'M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.5 10.5l3 3',
  chevron: 'M4 6l4 4 4-4',
  clock: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 4.8V8l2.2 1.6',
  coin: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 4.6v6.8M10 6.2H7.2a1.1 1.1 0 000 2.2h1.6a1.1 1.1 0 010 2.2H6',
  mask: 'M2.5 4.5c3.6-1.6 7.4-1.6 11 0v3a5.5 5.5 0 01-11 0zM5.4 7.2h1.4M9.2 7.2h1.4',
  help: 'M8 14A6 6 0 108 2a6 6 0 000 12zM6.4 6.4a1.7 1.7 0 113 1.1c-.7.6-1.4.9-1.4 1.8M8 11.4v.1',
  book: 'M3 3.5h4c.6 0 1 .4 1 1v8c0-.6-.4-1-1-1H3zM13 3.5H9c-.6 0-1 .4-1 1v8c0-.6.4-1 1-1h4z',
  sun: 'M8 10.8a2.8 2.8 0 100-5.6 2.8 2.8 0 000 5.6zM8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1',
  moon: 'M13 9.6A5.5 5.5 0 016.4 3 5.5 5.5 0 1013 9.6z',
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  film: 'M2.5 3.5h11v9h-11zM5.5 3.5v9M10.5 3.5v9M2.5 8h11',
  bolt: 'M8.8 2L4 9h3.4L7 14l5-7H8.6z',
  check: 'M3.5 8.5l3 3 6-7',
  download: 'M8 2.5v8M4.8 7.4L8 10.6l3.2-3.2M3 13.5h10',
  send: 'M13.5 2.5L2.5 7l4.4 2L9 13.5z',
}

/** @typedef {keyof typeof PATHS} IconName */

/**
 * A small picture for the eye only: what it stands for is said in words beside it.
 *
 * @type {(name: IconName) => SVGElement}
 */
export const icon = (name) => {
  const svg = document.createElementNS(NAMESPACE, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(NAMESPACE, 'path')
  path.setAttribute('d', PATHS[name])
  svg.append(path)
  return svg
}
