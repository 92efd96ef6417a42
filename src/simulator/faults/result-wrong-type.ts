import { defineFault, NO_SETTINGS } from './fault.ts'

const PAGE = '<!doctype html><title>Sign in</title><h1>Sign in to see this video</h1>\n'

/** The link answers 200 with a page of HTML where the video should be. */
export const resultWrongType = defineFault({
  name: 'result-wrong-type',
  catches: 'a client that stores whatever comes as .mp4',
  strikes: ['result'],
  settings: NO_SETTINGS,
  bendResult: () => ({
    replacement: { status: 200, contentType: 'text/html; charset=utf-8', body: PAGE },
  }),
})
