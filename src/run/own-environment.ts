/** The environment of this process, which a command gets unless it is given another. */
export const ownEnvironment = (): NodeJS.ProcessEnv => process.env
