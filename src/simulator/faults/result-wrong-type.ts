import { defineFault, NO_SETTINGS } from './fault.ts'

const PAGE = '<!doctype html><title>Sign in</title><h1>Sign in to see this video</h1>\n'

/** The link serves an HTML page with status 200 where the video should be. */
export const resultWrongType = defineFault({
  name: 'result-wrong-type',
  catches: 'a client that stores any response as .mp4',
  strikes: ['result'],
  settings: NO_SETTINGS,
  bendResult: () => ({
    replacement: { status: 200, contentType: 'text/html; charset=utf-8', body: PAGE },
  }),
})
