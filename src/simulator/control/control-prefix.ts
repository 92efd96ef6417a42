/** Where the control API and the console live: a path that no provider has. */
export const CONTROL_PREFIX = '/__stuntdouble'
