import type { Note } from './note.ts'

export const browserPreflight: Note = {
  name: 'browser-preflight',
  notices: 'a browser’s preflight: it asks for headers that the live service does not send',
  example:
    'A browser asks first whether it may call (a preflight). <provider> sends no CORS headers, so no browser can: call it from a server. If you proxy it, --cors answers as your proxy does.',
  onRefusal: ({ request, provider }) => {
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
      return undefined
    const { title, sendsCors } = provider.contract
    const live =
      sendsCors === false
        ? `${title} sends no CORS headers, so no browser can: call it from a server.`
        : `Whether ${title} sends CORS headers is not known, and a key in a browser can be read by anyone: call it from a server.`
    return `A browser asks first whether it may call (a preflight). ${live} If you proxy it, --cors answers as your proxy does.`
  },
}
