import { paysOnce } from '../pays-once.ts'

export const redirectedOnce = paysOnce({
  id: 'money/redirected-once',
  situation: 'create-redirected',
  says: 'A redirect of its create request ends in two of them.',
  why: 'The HTTP client follows the redirect by itself, and the program, which sees something unexpected, sends the request once more.',
  remedy: 'Either let the HTTP client follow, or look at the redirect yourself; not both.',
})
